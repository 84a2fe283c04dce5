package dev.signalbox.architecture.faults.habits;

import java.util.Optional;

/** Takes an Optional by its constructor. */
final class MadeOfOptional {
  private final String name;

  MadeOfOptional(Optional<String> name) {
    this.name = name.orElse("");
  }

  String name() {
    return name;
  }
}
