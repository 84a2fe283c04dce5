package dev.signalbox.daemon.keeper;

import java.io.IOException;

/** What a program is put into, so that it can be killed with everything it has started. */
interface ProcessTree {
  /** Returns the file by which a process joins when it writes 0 to it; empty where none does. */
  String joinFile();

  /** Returns a line from which {@link TreeSource#reopen} makes the same tree again. */
  String describe();

  /**
   * Kills all that is in it and returns when nothing is left.
   *
   * @throws IOException where something is left after a few seconds
   */
  void kill() throws IOException;

  /** Removes what it takes in the system; it must be empty. */
  void remove();
}
