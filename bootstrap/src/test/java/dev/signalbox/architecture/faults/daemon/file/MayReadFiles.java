package dev.signalbox.architecture.faults.daemon.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a path where that is allowed: no fault. */
final class MayReadFiles {
  private MayReadFiles() {}

  static byte[] read(Path path) throws IOException {
    return Files.readAllBytes(path);
  }
}
