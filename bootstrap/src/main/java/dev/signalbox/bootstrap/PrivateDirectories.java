package dev.signalbox.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes directories and files that others cannot read, whatever the umask says. */
final class PrivateDirectories {
  /**
   * Others may pass through and not look around, so that an instance of another user reaches its
   * own directory.
   */
  static final String PASSABLE = "rwx--x--x";

  private PrivateDirectories() {}

  static void create(Path directory, String permissions) throws IOException {
    boolean isNew = Files.notExists(directory);
    Files.createDirectories(directory);
    if (isNew && Files.getFileAttributeView(directory, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Returns what makes a file in that directory readable by its owner alone. */
  static FileAttribute<?>[] ownerOnly(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
