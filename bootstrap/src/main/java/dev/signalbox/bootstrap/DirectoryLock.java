package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.lifecycle.Managed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second program off a data directory. The operating system lets go of the lock with the
 * process, so that a killed one leaves nothing behind that had to be cleaned up.
 */
final class DirectoryLock implements Managed {
  private final Path directory;
  private final Path file;
  private @Nullable FileChannel channel;

  DirectoryLock(Path directory, String name) {
    this.directory = requireNonNull(directory, "directory");
    this.file = directory.resolve(name);
  }

  @Override
  public void start() {
    try {
      PrivateDirectories.create(directory, PrivateDirectories.PASSABLE);
      FileChannel opened =
          // Whoever may read it could hold it, and so keep us from starting.
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PrivateDirectories.ownerOnly(directory));
      channel = opened;
      if (!lock(opened)) {
        throw new SignalboxException(BootstrapError.DIRECTORY_IN_USE, inUse());
      }
      opened.truncate(0);
      opened.write(
          ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)), 0);
    } catch (IOException e) {
      throw new SignalboxException(
          BootstrapError.DIRECTORY_UNUSABLE, directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    FileChannel opened = channel;
    if (opened == null) {
      return;
    }
    channel = null;
    try {
      opened.close();
    } catch (IOException e) {
      throw new SignalboxException(
          BootstrapError.DIRECTORY_UNUSABLE, file + ": " + e.getMessage(), e);
    }
  }

  private static boolean lock(FileChannel opened) throws IOException {
    try {
      FileLock lock = opened.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private String inUse() throws IOException {
    String holder = Files.readString(file, US_ASCII).strip();
    return directory
        + " is in use by process "
        + (holder.isEmpty() ? "unknown" : holder)
        + ". Stop that process, or choose another data directory.";
  }
}
