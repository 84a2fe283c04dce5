package dev.signalbox.architecture.faults.habits;

import java.util.Optional;

/** Keeps an Optional, in a field that no method takes. */
final class StoresOptional {
  private final Optional<String> name = Optional.empty();

  Optional<String> name() {
    return name;
  }
}
