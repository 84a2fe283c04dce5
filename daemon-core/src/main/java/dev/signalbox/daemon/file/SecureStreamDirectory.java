package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.routing.Page;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Walks from the root anew for each operation, one {@link OpenDirectory} after the other. A path is
 * never handed to the system whole.
 */
final class SecureStreamDirectory implements RootedDirectory {
  private static final int MAX_PAGE = 1000;
  private static final int ATTEMPTS = 16;

  private final Path root;
  private final Staging staging;
  private final OpenGuard guard;

  /** Held from the last look at a place to the rename into it; never while bytes are copied. */
  private final ReentrantLock commits = new ReentrantLock();

  SecureStreamDirectory(Path root, Staging staging, OpenGuard guard) {
    this.root = root;
    this.staging = staging;
    this.guard = guard;
  }

  @Override
  public Page<FileEntry> list(FilePath directory, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw SignalboxException.invalid("limit", "limit: " + limit + " (expected: 1..1000)");
    }
    Optional<Path> after = cursor.map(FileNames::ofCursor);
    return answering(
        () -> {
          try (OpenDirectory opened = walk(directory)) {
            return new DirectoryPage(opened, limit, after).read();
          }
        });
  }

  @Override
  public FileEntry stat(FilePath path) {
    return answering(
        () -> {
          if (path.isRoot()) {
            try (OpenDirectory opened = walk(path)) {
              return DirectoryPage.entry("", opened.ownAttributes());
            }
          }
          try (OpenDirectory parent = walk(path.parent())) {
            return DirectoryPage.entry(
                path.name(), parent.posixAttributes(FileNames.toPath(path.name())));
          }
        });
  }

  @Override
  public OpenedFile open(FilePath file) {
    if (file.isRoot()) {
      throw OpenDirectory.notRegular();
    }
    Path name = FileNames.toPath(file.name());
    return answering(
        () -> {
          try (OpenDirectory parent = walk(file.parent())) {
            return openRegular(parent, name);
          }
        });
  }

  @Override
  public Optional<FileVersion> version(FilePath file) {
    if (file.isRoot()) {
      throw OpenDirectory.notRegular();
    }
    return answering(
        () -> {
          try (OpenDirectory parent = walk(file.parent())) {
            return present(parent, FileNames.toPath(file.name())).map(Versions::of);
          }
        });
  }

  @Override
  public StagedFile stage(FilePath file, Durability durability) {
    if (file.isRoot()) {
      throw OpenDirectory.notRegular();
    }
    return answering(() -> new RenamedFile(this, staging, file, durability));
  }

  @Override
  public void makeDirectory(FilePath directory) {
    if (directory.isRoot()) {
      throw exists(directory);
    }
    answering(
        () -> {
          commits.lock();
          try (OpenDirectory from = staging.handle()) {
            makeEach(directory, from);
          } finally {
            commits.unlock();
          }
          return directory;
        });
  }

  @Override
  public void move(List<Move> moves) {
    answering(
        () -> {
          commits.lock();
          try {
            for (Move move : moves) {
              checkMove(move);
            }
            for (Move move : moves) {
              moveOne(move);
            }
          } finally {
            commits.unlock();
          }
          return moves;
        });
  }

  @Override
  public void delete(List<FilePath> paths) {
    answering(
        () -> {
          for (FilePath path : paths) {
            requireNotRoot(path);
            stat(path);
          }
          for (FilePath path : paths) {
            deleteOne(path);
          }
          return paths;
        });
  }

  /** Runs a commit of a staged file: no other can come between the condition and the rename. */
  WrittenFile commit(FilePath file, Path staged, WriteCondition condition, Durability durability) {
    Path name = FileNames.toPath(file.name());
    return answering(
        () -> {
          commits.lock();
          try (OpenDirectory parent = walk(file.parent());
              OpenDirectory from = staging.handle()) {
            Optional<BasicFileAttributes> present = present(parent, name);
            condition.check(present.map(Versions::of));
            if (present.isPresent()) {
              staging.dressAs(staged, parent.posixAttributes(name));
            } else {
              staging.dressAsNew(staged);
            }
            FileVersion version = Versions.of(from.attributes(Staging.fileName(staged)));
            putInPlace(from, Staging.fileName(staged), parent, name);
            if (durability == Durability.POWER) {
              parent.force();
            }
            return new WrittenFile(
                present.isPresent() ? WrittenFile.Outcome.REPLACED : WrittenFile.Outcome.CREATED,
                version);
          } finally {
            commits.unlock();
          }
        });
  }

  private static void putInPlace(OpenDirectory from, Path staged, OpenDirectory parent, Path name)
      throws IOException {
    try {
      from.move(staged, parent, name);
    } catch (FileSystemException e) {
      if (parent.contains(name) && !parent.attributes(name).isRegularFile()) {
        throw OpenDirectory.notRegular(); // a directory came there since the look
      }
      throw e;
    }
  }

  private OpenDirectory walk(FilePath path) throws IOException {
    OpenDirectory current = OpenDirectory.root(root);
    for (String segment : path.segments()) {
      try (OpenDirectory parent = current) {
        current = parent.child(FileNames.toPath(segment));
      }
    }
    return current;
  }

  private OpenedFile openRegular(OpenDirectory parent, Path name) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BasicFileAttributes before = parent.attributes(name);
      if (!before.isRegularFile()) {
        throw OpenDirectory.notRegular();
      }
      FileChannel channel = guard.open(parent, name);
      boolean taken = false;
      try {
        BasicFileAttributes after = parent.attributes(name);
        // A pipe cannot seek: one that had a writer opens at once, and is told here.
        channel.position(0);
        if (after.isRegularFile() && Objects.equals(before.fileKey(), after.fileKey())) {
          taken = true;
          return new OpenedFile(channel, Versions.of(after, channel.size()));
        }
      } catch (NoSuchFileException e) {
        continue; // gone between the two: the next look says so
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    }
    throw FileFaults.changed();
  }

  private static Optional<BasicFileAttributes> present(OpenDirectory parent, Path name)
      throws IOException {
    try {
      BasicFileAttributes attributes = parent.attributes(name);
      if (!attributes.isRegularFile()) {
        throw OpenDirectory.notRegular();
      }
      return Optional.of(attributes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void makeEach(FilePath directory, OpenDirectory from) throws IOException {
    OpenDirectory current = OpenDirectory.root(root);
    try {
      for (String segment : directory.parent().segments()) {
        Path name = FileNames.toPath(segment);
        if (!current.contains(name)) {
          makeOne(from, current, name);
        }
        try (OpenDirectory parent = current) {
          current = parent.child(name);
        }
      }
      Path name = FileNames.toPath(directory.name());
      if (current.contains(name) || !makeOne(from, current, name)) {
        throw exists(directory);
      }
    } finally {
      current.close();
    }
  }

  /** Says whether the directory was made here, and not by somebody else in the same moment. */
  private boolean makeOne(OpenDirectory from, OpenDirectory parent, Path name) throws IOException {
    Path fresh = Staging.fileName(staging.makeDirectory());
    try {
      from.move(fresh, parent, name);
      return true;
    } catch (FileSystemException e) {
      from.deleteEmptyDirectory(fresh);
      if (parent.contains(name)) {
        return false;
      }
      throw e;
    }
  }

  private void checkMove(Move move) throws IOException {
    requireNotRoot(move.from());
    requireNotRoot(move.to());
    stat(move.from());
    try (OpenDirectory target = walk(move.to().parent())) {
      if (target.contains(FileNames.toPath(move.to().name()))) {
        throw exists(move.to());
      }
    }
    if (move.to().startsWith(move.from())) {
      throw new SignalboxException(
          FileError.INTO_ITSELF, "A directory cannot be moved below itself.");
    }
  }

  private void moveOne(Move move) throws IOException {
    try (OpenDirectory source = walk(move.from().parent());
        OpenDirectory target = walk(move.to().parent())) {
      Path name = FileNames.toPath(move.to().name());
      if (target.contains(name)) {
        throw exists(move.to());
      }
      source.move(FileNames.toPath(move.from().name()), target, name);
    }
  }

  private void deleteOne(FilePath path) throws IOException {
    Path name = FileNames.toPath(path.name());
    try (OpenDirectory parent = walk(path.parent())) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (parent.attributes(name).isDirectory()) {
          deleteDirectory(parent, name);
          return;
        }
        try {
          parent.deleteFile(name);
          return;
        } catch (NoSuchFileException e) {
          throw e;
        } catch (IOException e) {
          // Where it has become a directory meanwhile, the next look says so.
          if (!parent.attributes(name).isDirectory()) {
            throw e;
          }
        }
      }
    } catch (NoSuchFileException e) {
      return; // it was there when the call began: somebody else did the work
    }
    throw FileFaults.changed();
  }

  private void deleteDirectory(OpenDirectory parent, Path name) throws IOException {
    Path grave = Staging.fileName(staging.fresh());
    try (OpenDirectory to = staging.handle()) {
      parent.move(name, to, grave);
    }
    staging.free(grave);
  }

  private static void requireNotRoot(FilePath path) {
    if (path.isRoot()) {
      throw SignalboxException.ofField(
          FileError.BAD_PATH, "path", "path: the instance's directory itself (expected: below it)");
    }
  }

  private static SignalboxException exists(FilePath path) {
    return new SignalboxException(
        FileError.EXISTS, "Something is at " + path + " already, and is not overwritten.");
  }

  private <T> T answering(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw FileFaults.of(e, staging.path());
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }
}
