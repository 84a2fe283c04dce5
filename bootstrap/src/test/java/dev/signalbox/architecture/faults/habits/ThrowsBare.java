package dev.signalbox.architecture.faults.habits;

/** Fails with a sentence and nothing to act on. */
final class ThrowsBare {
  private ThrowsBare() {}

  static void fail() {
    throw new RuntimeException("no way to tell this from another");
  }
}
