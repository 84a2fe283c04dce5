package dev.signalbox.launcher;

import java.nio.file.Path;

/** Words commands as a person gives them. */
final class Invocation {
  private static final String PROGRAM = "java -jar signalbox.jar ";

  private Invocation() {}

  static String of(String command) {
    return PROGRAM + command;
  }

  /** Words one that is about a data directory. */
  static String on(Path data, String command) {
    String directory = data.toString();
    boolean plain = directory.matches("[A-Za-z0-9/._+:\\\\-]+");
    return of(command)
        + " --data "
        + (plain ? directory : "'" + directory.replace("'", "'\\''") + "'");
  }
}
