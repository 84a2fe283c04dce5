package dev.signalbox.architecture.faults.daemon.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a path outside the packages that may. */
final class ReadsFiles {
  private ReadsFiles() {}

  static byte[] read(Path path) throws IOException {
    return Files.readAllBytes(path);
  }
}
