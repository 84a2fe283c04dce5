package dev.signalbox.daemon.keeper;

import org.jspecify.annotations.Nullable;

/**
 * The keeper's own log: by the JDK alone, since nothing else is on its class path, and loaded with
 * its first line, since most keepers have nothing to say.
 */
final class KeeperLog {
  private KeeperLog() {}

  static void info(String line) {
    System.getLogger("keeper").log(System.Logger.Level.INFO, line);
  }

  static void error(String line, @Nullable Throwable cause) {
    System.getLogger("keeper").log(System.Logger.Level.ERROR, line, cause);
  }
}
