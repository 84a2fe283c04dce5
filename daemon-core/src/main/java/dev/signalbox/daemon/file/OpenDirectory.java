package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;

/**
 * A directory held open: everything here is relative to that handle, one name at a time, and no
 * link is followed. Other code reaches an instance's files only through this class.
 *
 * <p><b>Stepping into a subdirectory.</b> {@code newDirectoryStream(name, NOFOLLOW_LINKS)} opens
 * without {@code O_DIRECTORY}: a pipe swapped in between check and open blocks the thread for ever,
 * and a file swapped in makes some JDKs leak a descriptor and close another one twice. So the step
 * opens {@code name/.}, which the kernel grants for a directory alone, at once and without side
 * effect. That form would follow a link at {@code name}; therefore the handle it gives is used only
 * if its identity (device and inode, asked of the handle itself) is that of the directory which was
 * seen at {@code name}, not following, just before. A swapped-in link fails that and nothing was
 * read through it.
 *
 * <p><b>Opening a file.</b> Java cannot ask for {@code O_NONBLOCK}, so {@link OpenGuard} bounds
 * what a pipe swapped in can do.
 */
final class OpenDirectory implements AutoCloseable {
  private static final int ATTEMPTS = 16;
  private static final Path SELF = Path.of(".");

  private final SecureDirectoryStream<Path> stream;
  private boolean abandoned;

  private OpenDirectory(SecureDirectoryStream<Path> stream) {
    this.stream = stream;
  }

  /** Opens the root of all walks; the directories above it belong to the daemon or its operator. */
  @SuppressWarnings("StreamResourceLeak") // handed on, or closed here
  static OpenDirectory root(Path root) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BasicFileAttributes seen =
          Files.readAttributes(root, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      requireDirectory(seen);
      OpenDirectory opened = new OpenDirectory(secure(Files.newDirectoryStream(root.resolve("."))));
      if (opened.is(seen)) {
        return opened;
      }
      opened.close();
    }
    throw FileFaults.changed();
  }

  @SuppressWarnings("resource") // handed on, or closed here
  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new SignalboxException(
        FileError.UNSUPPORTED,
        "This system has no directory handles, and files are not safe to reach without them.");
  }

  /** Steps into a subdirectory. */
  OpenDirectory child(Path name) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BasicFileAttributes seen = attributes(name);
      requireDirectory(seen);
      OpenDirectory child;
      try {
        child =
            new OpenDirectory(
                stream.newDirectoryStream(name.resolve(SELF), LinkOption.NOFOLLOW_LINKS));
      } catch (NotDirectoryException | NoSuchFileException | FileSystemLoopException e) {
        continue; // not the directory any more: look again what it is
      } catch (FileSystemException e) {
        if (e instanceof AccessDeniedException || attempt == ATTEMPTS - 1) {
          throw e;
        }
        continue;
      }
      if (child.is(seen)) {
        return child;
      }
      child.close();
    }
    throw FileFaults.changed();
  }

  /** Returns the attributes of an entry, of a link its own. */
  BasicFileAttributes attributes(Path name) throws IOException {
    return stream
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  PosixFileAttributes posixAttributes(Path name) throws IOException {
    return stream
        .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** Returns the attributes of this directory, asked of the handle. */
  PosixFileAttributes ownAttributes() throws IOException {
    return stream.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
  }

  /** Says whether an entry of that name is there, a dangling link included. */
  boolean contains(Path name) throws IOException {
    try {
      attributes(name);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Opens what is at the name for reading. Blocks where that is a pipe: see {@link OpenGuard}. */
  FileChannel openUnguarded(Path name) throws IOException {
    return (FileChannel)
        stream.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Frees whoever hangs in opening a pipe: Linux opens one for reading and writing at once without
   * waiting, and that wakes a waiting reader.
   */
  void freePipe(Path name) {
    try {
      if (attributes(name).isOther()) {
        stream
            .newByteChannel(
                name,
                Set.of(
                    StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))
            .close();
      }
    } catch (IOException | RuntimeException e) {
      // It is somewhere else by now; the guard keeps count of the thread that hangs.
      return;
    }
  }

  void move(Path name, OpenDirectory target, Path targetName) throws IOException {
    stream.move(name, target.stream, targetName);
  }

  /** Deletes anything but a directory; a link itself. */
  void deleteFile(Path name) throws IOException {
    stream.deleteFile(name);
  }

  void deleteEmptyDirectory(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  /** Visits the names in the order of the disk; at most once per handle. */
  void forEachName(NameVisitor visitor) throws IOException {
    try {
      for (Iterator<Path> entries = stream.iterator(); entries.hasNext(); ) {
        visitor.visit(Objects.requireNonNull(entries.next().getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Takes one name. */
  interface NameVisitor {
    void visit(Path name) throws IOException;
  }

  /** Forces the entries of this directory to the disk. */
  void force() throws IOException {
    try (FileChannel self = openUnguarded(SELF)) {
      self.force(true);
    }
  }

  /** Leaves the closing to {@link #closeAbandoned}: it would wait for a thread that hangs. */
  void abandon() {
    abandoned = true;
  }

  void closeAbandoned() throws IOException {
    stream.close();
  }

  @Override
  public void close() throws IOException {
    if (!abandoned) {
      stream.close();
    }
  }

  private boolean is(BasicFileAttributes seen) throws IOException {
    return Objects.equals(
        stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey(),
        seen.fileKey());
  }

  private static void requireDirectory(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return;
    }
    if (attributes.isRegularFile()) {
      throw new SignalboxException(
          FileError.NOT_DIRECTORY, "That path, or one above it, is a file and no directory.");
    }
    throw notRegular();
  }

  static SignalboxException notRegular() {
    return new SignalboxException(
        FileError.NOT_REGULAR,
        "That path, or one above it, is a link or something special and no regular file.");
  }
}
