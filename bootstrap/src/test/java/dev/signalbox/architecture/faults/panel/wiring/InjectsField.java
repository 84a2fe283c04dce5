package dev.signalbox.architecture.faults.panel.wiring;

import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Lets a field be filled from outside. */
final class InjectsField {
  @Inject private @Nullable String name;

  @Nullable String name() {
    return name;
  }
}
