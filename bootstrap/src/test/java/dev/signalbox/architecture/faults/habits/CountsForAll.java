package dev.signalbox.architecture.faults.habits;

/** Keeps a figure for every panel of a JVM at once. */
final class CountsForAll {
  private static int count;

  private CountsForAll() {}

  static int next() {
    return ++count;
  }
}
