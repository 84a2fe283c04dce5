package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Starts the keeper's process, so that it shares nothing with this one but a folder. */
final class KeeperSpawner {
  private static final long LONGEST_LOG = 1 << 20;

  private final KeeperConfig config;

  KeeperSpawner(KeeperConfig config) {
    this.config = config;
  }

  /** Returns why no keeper can run here; empty where one can. */
  static Optional<String> obstacle() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Optional.of("this is not Linux");
    }
    for (String tool : List.of("setsid", "mkfifo", "mv")) {
      if (SystemTools.find(tool).isEmpty()) {
        return Optional.of(tool + " is not in " + SystemTools.PATH);
      }
    }
    if (!Files.isExecutable(Path.of("/bin/sh"))) {
      return Optional.of("there is no /bin/sh");
    }
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      return Optional.of("/proc is not mounted");
    }
    if (!Files.isExecutable(java())) {
      return Optional.of(java() + " is not there, and a second Java process is needed");
    }
    return Optional.empty();
  }

  void makeFolder() throws IOException {
    Path folder = config.folder();
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  Process spawn() throws IOException {
    Path log = config.folder().resolve("log");
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
      Files.delete(log);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                SystemTools.find("setsid").map(Path::toString).orElse("setsid"),
                java().toString(),
                "-Xms8m",
                "-Xmx32m",
                "-XX:MaxDirectMemorySize=512m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                // Paths must come through whatever the locale is.
                "-Dsun.jnu.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                KeeperCode.copyTo(config.folder()).toString(),
                KeeperMain.class.getName(),
                config.folder().toString(),
                Long.toString(config.linger().toMillis())));
    // The daemon's environment may hold its secrets.
    builder.environment().clear();
    builder.environment().put("PATH", SystemTools.PATH);
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder
        .directory(config.folder().toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .redirectErrorStream(true)
        .start();
  }

  /** Returns the end of the keeper's log, and where the rest is. */
  String lastWords() {
    Path log = config.folder().resolve("log");
    try {
      List<String> lines = Files.readAllLines(log);
      String last = String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
      return last + " (" + log + ")";
    } catch (IOException e) {
      return "see " + log;
    }
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java");
  }
}
