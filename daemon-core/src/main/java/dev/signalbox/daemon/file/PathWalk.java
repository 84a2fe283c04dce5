package dev.signalbox.daemon.file;

import dev.signalbox.api.file.FilePath;
import java.io.IOException;
import java.nio.file.Path;

/** Goes from the root to a directory, one handle after the other. */
final class PathWalk {
  private final Path root;

  PathWalk(Path root) {
    this.root = root;
  }

  /** Opens a directory; the caller closes it. */
  OpenDirectory to(FilePath path) throws IOException {
    OpenDirectory current = OpenDirectory.root(root);
    for (String segment : path.segments()) {
      try (OpenDirectory parent = current) {
        current = parent.child(FileNames.toPath(segment));
      }
    }
    return current;
  }
}
