package dev.signalbox.architecture.faults.habits;

import java.util.Optional;
import java.util.function.Supplier;

/** Returns an Optional, and hands it to a lambda of its own: no fault. */
final class ReturnsOptional {
  private ReturnsOptional() {}

  static Optional<String> name(String name) {
    Optional<String> given = Optional.of(name);
    Supplier<Optional<String>> later = () -> given;
    return later.get();
  }
}
