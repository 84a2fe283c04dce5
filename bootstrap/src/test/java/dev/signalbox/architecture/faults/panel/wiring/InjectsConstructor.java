package dev.signalbox.architecture.faults.panel.wiring;

import jakarta.inject.Inject;

/** Takes what it needs by its constructor: no fault. */
final class InjectsConstructor {
  private final String name;

  @Inject
  InjectsConstructor(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
