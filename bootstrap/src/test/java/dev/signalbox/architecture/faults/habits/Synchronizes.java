package dev.signalbox.architecture.faults.habits;

/** Blocks in its own monitor. */
final class Synchronizes {
  private int count;

  synchronized int next() {
    return ++count;
  }
}
