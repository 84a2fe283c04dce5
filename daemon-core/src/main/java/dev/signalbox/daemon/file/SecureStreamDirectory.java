package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.routing.Page;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Walks from the root anew for each operation, one {@link OpenDirectory} after the other. A path is
 * never handed to the system whole.
 */
final class SecureStreamDirectory implements RootedDirectory {
  private static final int MAX_PAGE = 1000;

  private final PathWalk walk;
  private final Staging staging;
  private final RegularFileOpener opener;
  private final TreeEdits edits;

  /** Held from the last look at a place to the rename into it; never while bytes are copied. */
  private final ReentrantLock commits = new ReentrantLock();

  SecureStreamDirectory(Path root, Staging staging, OpenGuard guard) {
    this.walk = new PathWalk(root);
    this.staging = staging;
    this.opener = new RegularFileOpener(guard);
    this.edits = new TreeEdits(walk, staging);
  }

  @Override
  public Page<FileEntry> list(FilePath directory, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw SignalboxException.invalid("limit", "limit: " + limit + " (expected: 1..1000)");
    }
    Path after = cursor == null ? null : FileNames.ofCursor(cursor);
    return answering(
        () -> {
          try (OpenDirectory opened = walk.to(directory)) {
            return new DirectoryPage(opened, limit, after).read();
          }
        });
  }

  @Override
  public FileEntry stat(FilePath path) {
    return answering(
        () -> {
          if (path.isRoot()) {
            try (OpenDirectory opened = walk.to(path)) {
              return DirectoryPage.entry("", opened.ownAttributes());
            }
          }
          try (OpenDirectory parent = walk.to(path.parent())) {
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
          try (OpenDirectory parent = walk.to(file.parent())) {
            return opener.open(parent, name);
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
          try (OpenDirectory parent = walk.to(file.parent())) {
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
      throw TreeEdits.exists(directory);
    }
    answering(
        () -> {
          commits.lock();
          try (OpenDirectory from = staging.handle()) {
            edits.make(directory, from);
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
              edits.check(move);
            }
            for (Move move : moves) {
              edits.move(move);
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
            TreeEdits.requireNotRoot(path);
            stat(path);
          }
          for (FilePath path : paths) {
            edits.delete(path);
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
          try (OpenDirectory parent = walk.to(file.parent());
              OpenDirectory from = staging.handle()) {
            Optional<BasicFileAttributes> present = present(parent, name);
            condition.check(present.map(Versions::of).orElse(null));
            if (present.isPresent()) {
              staging.dressAs(staged, parent.posixAttributes(name));
            } else {
              staging.dressAsNew(staged);
            }
            FileVersion version = Versions.of(from.attributes(Staging.fileName(staged)));
            if (!TreeEdits.replace(from, Staging.fileName(staged), parent, name)) {
              throw OpenDirectory.notRegular(); // a directory came there since the look
            }
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
