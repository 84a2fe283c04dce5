package dev.signalbox.api.secret;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The directory {@code secrets} below a data directory: 0700, its files 0600.
 *
 * <p>A file is there whole or not at all, also after a power failure, and never readable by others
 * in between. Where the file system knows no POSIX permissions (Windows) it is as private as the
 * directory above it. Safe for use by many threads; every call blocks on the disk.
 */
public final class SecretDirectory {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
  private static final int MAX_BYTES = 1 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path directory;
  private final boolean posix;

  private SecretDirectory(Path directory) {
    this.directory = directory;
    this.posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Makes the directory where it is missing, and otherwise checks it and every file in it.
   *
   * @param dataDirectory the directory above; made too where it is missing
   * @throws SignalboxException {@code secrets.exposed} where others have any permission, with the
   *     command that takes it away; {@code secrets.unusable}
   */
  public static SecretDirectory open(Path dataDirectory) {
    Path directory = dataDirectory.toAbsolutePath().normalize().resolve("secrets");
    SecretDirectory secrets = new SecretDirectory(directory);
    try {
      Files.createDirectories(requireNonNull(directory.getParent()));
      if (Files.notExists(directory)) {
        Files.createDirectory(directory, secrets.only("rwx------"));
      }
      secrets.requirePrivate(directory, "700");
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          secrets.requirePrivateIfThere(file);
        }
      }
    } catch (IOException e) {
      throw unusable(directory, e);
    }
    return secrets;
  }

  /** Returns where a file of that name lies. */
  public Path path(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: 1 to 64 characters of a-z, 0-9, . and -)");
    }
    return directory.resolve(name);
  }

  /**
   * Reads a file of at most 1 MiB.
   *
   * @throws SignalboxException {@code secrets.exposed}, {@code secrets.unusable}
   */
  public Optional<byte[]> read(String name) {
    Path file = path(name);
    try {
      requirePrivate(file, "600");
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("larger than 1 MiB");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Writes a file that must not exist; of several who race, one succeeds.
   *
   * @return whether this call made it; false where it existed, and then it is left as it is
   * @throws SignalboxException {@code secrets.unusable}
   */
  public boolean create(String name, byte[] content) {
    Path file = path(name);
    try {
      Path whole = writeAside(content);
      try {
        link(file, whole);
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(whole);
      }
      syncDirectory();
      return true;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Writes a file, in place of one that may exist.
   *
   * @throws SignalboxException {@code secrets.unusable}
   */
  public void replace(String name, byte[] content) {
    Path file = path(name);
    try {
      Path whole = writeAside(content);
      try {
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
      syncDirectory();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void link(Path file, Path whole) throws IOException {
    try {
      // A move would replace what another has just made; a link refuses.
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(whole, file);
    }
  }

  private Path writeAside(byte[] content) throws IOException {
    Path file = directory.resolve("." + UUID.randomUUID() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            only("rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  private void syncDirectory() throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private FileAttribute<?>[] only(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private void requirePrivateIfThere(Path file) throws IOException {
    try {
      requirePrivate(file, Files.isDirectory(file) ? "700" : "600");
    } catch (NoSuchFileException e) {
      // Another part of this program has just finished writing: its temporary file is gone.
    }
  }

  private void requirePrivate(Path path, String mode) throws IOException {
    if (!posix) {
      return;
    }
    Set<PosixFilePermission> exposed = EnumSet.copyOf(OTHERS);
    exposed.retainAll(Files.getPosixFilePermissions(path));
    if (!exposed.isEmpty()) {
      throw new SignalboxException(
          SecretError.EXPOSED,
          path
              + " is open to other users of this machine ("
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
              + "). If nobody can have read it, run: chmod "
              + mode
              + " '"
              + path
              + "'");
    }
  }

  private static SignalboxException unusable(Path path, IOException e) {
    return new SignalboxException(SecretError.UNUSABLE, path + " cannot be used: " + e, e);
  }

  /**
   * Deletes a file; nothing happens where there is none.
   *
   * @throws SignalboxException {@code secrets.unusable}
   */
  public void delete(String name) {
    try {
      Files.deleteIfExists(path(name));
    } catch (IOException e) {
      throw unusable(path(name), e);
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
