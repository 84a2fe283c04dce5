package dev.signalbox.daemon.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** Opens what was seen to be a regular file, and sees again that it is the same one. */
final class RegularFileOpener {
  private static final int ATTEMPTS = 16;

  private final OpenGuard guard;

  RegularFileOpener(OpenGuard guard) {
    this.guard = guard;
  }

  OpenedFile open(OpenDirectory parent, Path name) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BasicFileAttributes seen = parent.attributes(name);
      if (!seen.isRegularFile()) {
        throw OpenDirectory.notRegular();
      }
      try {
        Optional<OpenedFile> opened = openSeen(parent, name, seen);
        if (opened.isPresent()) {
          return opened.get();
        }
      } catch (NoSuchFileException e) {
        // Gone since the look: the next one says so, or finds another.
      } catch (IOException e) {
        if (String.valueOf(e.getMessage()).contains("NOFOLLOW_LINKS")) {
          throw OpenDirectory.notRegular(); // the JDK's words where a link came there meanwhile
        }
        throw e;
      }
    }
    throw FileFaults.changed();
  }

  /** Opens the file that was seen; empty where what was opened may be another. */
  private Optional<OpenedFile> openSeen(OpenDirectory parent, Path name, BasicFileAttributes seen)
      throws IOException {
    FileChannel channel = guard.open(parent, name);
    boolean taken = false;
    try {
      if (!isSeekable(channel)) {
        throw OpenDirectory.notRegular();
      }
      BasicFileAttributes now = parent.attributes(name);
      taken = now.isRegularFile() && Objects.equals(seen.fileKey(), now.fileKey());
      return taken
          ? Optional.of(new OpenedFile(channel, Versions.of(now, channel.size())))
          : Optional.empty();
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  /** A pipe is not: one that has a writer opens without waiting, and is told by this. */
  private static boolean isSeekable(FileChannel channel) {
    try {
      channel.position(0);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
