package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A directory beside the root, out of the instance's reach: what is made comes from here by a
 * rename, and what is deleted goes here by one. Plain paths are safe in it, nobody else writes it.
 */
final class Staging {
  private static final int EMPTYING_ROUNDS = 64;
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> FILE_MODE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> DIRECTORY_MODE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path path;
  private final @Nullable FileOwner owner;

  /** Never that of an earlier process, whose strays may still lie here. */
  private final String prefix =
      new BigInteger(80, new SecureRandom()).toString(Character.MAX_RADIX) + "-";

  private final AtomicLong counter = new AtomicLong();

  private Staging(Path path, @Nullable FileOwner owner) {
    this.path = path;
    this.owner = owner;
  }

  /** Opens the directory, makes it where it is missing, and empties it. */
  static Staging open(Path path, @Nullable FileOwner owner) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path.toAbsolutePath().getParent(), PRIVATE_DIRECTORY);
      Files.createDirectory(path, PRIVATE_DIRECTORY);
    }
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException("staging: " + path + " (expected: a directory)");
    }
    Files.setPosixFilePermissions(path, PRIVATE_DIRECTORY.value());
    Staging staging = new Staging(path.toRealPath(), owner);
    staging.clear();
    return staging;
  }

  Path path() {
    return path;
  }

  void requireSameFileSystem(Path root) throws IOException {
    if (!Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(root, "unix:dev"))) {
      throw new SignalboxException(
          FileError.OTHER_FILE_SYSTEM,
          "The staging directory " + path + " is not on the file system of " + root + ".");
    }
  }

  OpenDirectory handle() throws IOException {
    return OpenDirectory.root(path);
  }

  /** Makes an empty file that only the daemon can read, and returns its path. */
  Path makeFile() throws IOException {
    Path file = fresh();
    Files.createFile(file, PRIVATE_FILE);
    return file;
  }

  FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes an empty directory as the instance is to have it. */
  Path makeDirectory() throws IOException {
    Path directory = fresh();
    Files.createDirectory(directory, PRIVATE_DIRECTORY);
    own(directory);
    Files.setPosixFilePermissions(directory, DIRECTORY_MODE);
    return directory;
  }

  /** Gives a file the owner and the bits of a new one. */
  void dressAsNew(Path file) throws IOException {
    own(file);
    Files.setPosixFilePermissions(file, FILE_MODE);
  }

  /** Gives a file the owner and the bits of the one that it is about to replace. */
  void dressAs(Path file, PosixFileAttributes replaced) throws IOException {
    if (owner != null) {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      view.setOwner(replaced.owner());
      view.setGroup(replaced.group());
    }
    // Behind the change of owner, which takes bits away; set-user-id is not among the nine, so a
    // new content never inherits it.
    Files.setPosixFilePermissions(file, replaced.permissions());
  }

  /** Frees a name in this directory with all below it. */
  void free(Path name) throws IOException {
    try (OpenDirectory self = handle()) {
      free(self, name);
    }
  }

  private void clear() throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    try (OpenDirectory self = handle()) {
      self.forEachName(names::add);
    }
    try (OpenDirectory self = handle()) {
      for (Path name : names) {
        free(self, name);
      }
    }
  }

  /**
   * Takes a tree apart without going down into it: each directory inside is moved up here first.
   * However deep somebody nested it, this needs two handles and no stack.
   */
  private void free(OpenDirectory self, Path name) throws IOException {
    if (!self.attributes(name).isDirectory()) {
      self.deleteFile(name);
      return;
    }
    Deque<Path> directories = new ArrayDeque<>();
    directories.push(name);
    while (!directories.isEmpty()) {
      Path directory = directories.pop();
      freeOne(self, directory, directories);
    }
  }

  private void freeOne(OpenDirectory self, Path name, Deque<Path> inside) throws IOException {
    // A program whose working directory this is can still write into it: bounded rounds.
    for (int round = 0; round < EMPTYING_ROUNDS; round++) {
      try (OpenDirectory directory = self.child(name)) {
        directory.forEachName(entry -> takeOut(directory, entry, self, inside));
      }
      try {
        self.deleteEmptyDirectory(name);
        return;
      } catch (DirectoryNotEmptyException e) {
        // Something was made in it since: another round.
      }
    }
    throw FileFaults.changed();
  }

  private void takeOut(OpenDirectory directory, Path entry, OpenDirectory self, Deque<Path> inside)
      throws IOException {
    try {
      BasicFileAttributes attributes = directory.attributes(entry);
      if (attributes.isDirectory()) {
        Path name = fileName(fresh());
        directory.move(entry, self, name);
        inside.push(name);
      } else {
        directory.deleteFile(entry);
      }
    } catch (NoSuchFileException e) {
      return; // somebody else was quicker
    }
  }

  private void own(Path made) throws IOException {
    if (owner != null) {
      Files.setAttribute(made, "unix:uid", owner.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(made, "unix:gid", owner.gid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Returns a path in here that nothing has had. */
  Path fresh() {
    return path.resolve(prefix + Long.toString(counter.incrementAndGet(), Character.MAX_RADIX));
  }

  static Path fileName(Path staged) {
    return java.util.Objects.requireNonNull(staged.getFileName());
  }
}
