package dev.signalbox.architecture.faults.habits;

import java.util.Optional;

/** Takes an Optional by a method. */
interface TakesOptional {
  String name(Optional<String> other);
}
