package dev.signalbox.api.file;

import dev.signalbox.api.error.SignalboxException;
import org.jspecify.annotations.Nullable;

/** Asks for a directory, those above it included where they are missing. */
public record MkdirRequest(@Nullable String path) {
  public MkdirRequest {
    if (path == null) {
      throw SignalboxException.invalid("path", "path: missing (expected: a path)");
    }
    FilePath.parse(path);
  }

  /** Returns the path, read. */
  public FilePath target() {
    return FilePath.parse(path == null ? "" : path);
  }
}
