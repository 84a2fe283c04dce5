package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says what a failure of the operating system means to a client. */
final class FileFaults {
  /** Less than this left over is full, in whatever language the system says so. */
  private static final long FULL_BYTES = 64 * 1024;

  private FileFaults() {}

  /**
   * Returns the failure to throw.
   *
   * @param place where the bytes would have gone, to tell a full disk from a broken one
   */
  static SignalboxException of(IOException failure, Path place) {
    if (failure instanceof NoSuchFileException) {
      return new SignalboxException(FileError.NOT_FOUND, "There is nothing at that path.", failure);
    }
    if (failure instanceof AccessDeniedException) {
      return new SignalboxException(
          FileError.DENIED, "The operating system refuses the daemon this file.", failure);
    }
    if (failure instanceof AtomicMoveNotSupportedException) {
      return new SignalboxException(
          FileError.OTHER_FILE_SYSTEM,
          "That directory is a mount of another file system.",
          failure);
    }
    if (isNoSpace(failure, place)) {
      return new SignalboxException(FileError.NO_SPACE, "The disk is full.", failure);
    }
    return new SignalboxException(FileError.IO, "The disk fails: " + failure.getMessage(), failure);
  }

  static SignalboxException changed() {
    return new SignalboxException(
        FileError.CHANGED, "Something else keeps changing that place; try again.");
  }

  private static boolean isNoSpace(IOException failure, Path place) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space left") || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(place).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
