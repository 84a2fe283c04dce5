package dev.signalbox.architecture.faults.habits;

/** Writes to a stream of its host. */
final class Prints {
  private Prints() {}

  static void print() {
    System.err.println("printed");
  }
}
