package dev.signalbox.architecture.faults.habits;

/** Runs when its host ends. */
final class HooksShutdown {
  private HooksShutdown() {}

  static void hook(Thread thread) {
    Runtime.getRuntime().addShutdownHook(thread);
  }
}
