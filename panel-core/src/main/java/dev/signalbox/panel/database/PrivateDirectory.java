package dev.signalbox.panel.database;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory that nobody but its owner can enter. */
final class PrivateDirectory {
  private PrivateDirectory() {}

  static void ensure(Path directory) {
    try {
      Files.createDirectories(directory);
      PosixFileAttributeView posix =
          Files.getFileAttributeView(directory, PosixFileAttributeView.class);
      if (posix != null) {
        posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new SignalboxException(
          DatabaseError.DIRECTORY, "database directory " + directory + ": " + e.getMessage(), e);
    }
  }
}
