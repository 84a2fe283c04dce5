package dev.signalbox.launcher;

import dev.signalbox.api.diagnosis.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks whether instances can outlive a daemon on this machine, and run as another user. */
final class KeeperCheck {
  private static final String ID = "keeper";
  private static final String TITLE = "Instances outlive the daemon, as a user of their own";
  private static final List<String> FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private KeeperCheck() {}

  static Check look() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return Check.warn(
          ID,
          TITLE,
          "instances end with the daemon, because this is not Linux",
          "Run the daemon on Linux where instances must outlive it.");
    }
    List<String> missing =
        List.of("sh", "setsid", "mkfifo", "mv", "setpriv").stream()
            .filter(tool -> !isThere(tool))
            .toList();
    if (!missing.isEmpty()) {
      return Check.warn(
          ID,
          TITLE,
          "not installed: " + String.join(", ", missing),
          "Install util-linux and coreutils.");
    }
    return isRoot()
        ? Check.pass(ID, TITLE, "the system has all that is needed")
        : Check.warn(
            ID,
            TITLE,
            "instances outlive the daemon, but run as its own user and can read its keys, because"
                + " that is not root",
            "Run the daemon as root, so that instances run as an unprivileged user.");
  }

  private static boolean isThere(String tool) {
    return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
