package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The system's own programs that a launch goes through.
 *
 * @param defaultSignals what a program is executed by, so that it ignores no signal; empty where
 *     there is none
 * @param setpriv what drops the user; empty where it cannot
 * @param limitations what is less than it could be, and why
 */
record SystemTools(List<String> defaultSignals, String setpriv, List<String> limitations) {
  /** Where these are looked for: places that only the system's owner may write to. */
  static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  static SystemTools find() {
    List<String> limitations = new ArrayList<>();
    List<String> defaultSignals = List.of();
    Optional<Path> env = find("env");
    if (env.isPresent() && succeeds(List.of(env.get().toString(), "--default-signal", "true"))) {
      defaultSignals = List.of(env.get().toString(), "--default-signal", "--");
    } else {
      limitations.add(
          "Programs start with SIGINT and SIGQUIT ignored, because env here has no"
              + " --default-signal.");
    }
    return new SystemTools(defaultSignals, findSetpriv(limitations), limitations);
  }

  private static String findSetpriv(List<String> limitations) {
    Optional<Path> setpriv = find("setpriv");
    String why;
    if (!isRoot()) {
      why = "the daemon is not root";
    } else if (setpriv.isEmpty()) {
      why = "setpriv of util-linux is not installed";
    } else if (!succeeds(dropping(setpriv.get().toString(), new KeptUser(65534, 65534), "true"))) {
      why = setpriv.get() + " may not change the user here";
    } else {
      return setpriv.get().toString();
    }
    limitations.add("Programs run as the daemon's own user, because " + why + ".");
    return "";
  }

  private static List<String> dropping(String setpriv, KeptUser user, String program) {
    return List.of(
        setpriv,
        "--reuid=" + user.uid(),
        "--regid=" + user.gid(),
        "--clear-groups",
        "--inh-caps=-all",
        "--no-new-privs",
        program);
  }

  /** Finds a program by name. */
  static Optional<Path> find(String name) {
    for (String folder : PATH.split(":", -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Makes a process that has no environment but what these tools need. */
  static ProcessBuilder process(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  /** Runs a short command and tells whether it ended with 0. */
  static boolean succeeds(List<String> command) {
    try {
      Process process =
          process(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
