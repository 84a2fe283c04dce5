package dev.signalbox.architecture.faults.panel.wiring;

import jakarta.inject.Inject;

/** Lets a setter be called from outside. */
final class InjectsSetter {
  private String name = "";

  @Inject
  void name(String given) {
    this.name = given;
  }

  String name() {
    return name;
  }
}
