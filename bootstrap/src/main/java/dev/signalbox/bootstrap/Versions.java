package dev.signalbox.bootstrap;

import java.util.Optional;

/** The version that the jar's manifest names. */
final class Versions {
  private Versions() {}

  static String own() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
