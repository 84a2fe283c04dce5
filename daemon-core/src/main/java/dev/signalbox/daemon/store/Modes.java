package dev.signalbox.daemon.store;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** File modes, on systems that have them. */
final class Modes {
  private Modes() {}

  static boolean arePosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** Returns the attributes that make a file with a mode such as {@code rwx------}. */
  static FileAttribute<?>[] attributes(String mode) {
    if (!arePosix()) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }
}
