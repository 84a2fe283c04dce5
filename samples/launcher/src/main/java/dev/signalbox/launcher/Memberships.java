package dev.signalbox.launcher;

import dev.signalbox.bootstrap.Membership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks up what a data directory has joined, and makes none that is missing. */
final class Memberships {
  private Memberships() {}

  static Optional<Membership.Joined> of(Path data) {
    return Files.isDirectory(data) ? Membership.of(data) : Optional.empty();
  }
}
