package dev.signalbox.daemon.file;

import static java.util.Objects.requireNonNull;

/**
 * What a committed write left behind.
 *
 * @param outcome whether something was at the path before
 */
public record WrittenFile(Outcome outcome, FileVersion version) {
  /** Whether a file was there before. */
  public enum Outcome {
    CREATED,
    REPLACED
  }

  public WrittenFile {
    requireNonNull(outcome, "outcome");
    requireNonNull(version, "version");
  }
}
