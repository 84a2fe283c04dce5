package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes, moves and deletes entries. Whoever calls keeps other edits of the same root away. */
final class TreeEdits {
  private static final int ATTEMPTS = 16;

  private final PathWalk walk;
  private final Staging staging;

  TreeEdits(PathWalk walk, Staging staging) {
    this.walk = walk;
    this.staging = staging;
  }

  void make(FilePath directory, OpenDirectory from) throws IOException {
    OpenDirectory current = walk.to(FilePath.root());
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
    boolean made = false;
    try {
      made = replace(from, fresh, parent, name);
      return made;
    } finally {
      if (!made) {
        from.deleteEmptyDirectory(fresh);
      }
    }
  }

  /**
   * Renames an entry over whatever is at its new name; says whether that gave way. A file gives way
   * to a file, and an empty directory to a directory.
   */
  static boolean replace(OpenDirectory from, Path name, OpenDirectory to, Path newName)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        from.move(name, to, newName);
        return true;
      } catch (AccessDeniedException | NoSuchFileException | AtomicMoveNotSupportedException e) {
        throw e;
      } catch (FileSystemException e) {
        if (to.contains(newName)) {
          return false;
        }
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  void check(RootedDirectory.Move move) throws IOException {
    requireNotRoot(move.from());
    requireNotRoot(move.to());
    try (OpenDirectory source = walk.to(move.from().parent())) {
      source.attributes(FileNames.toPath(move.from().name()));
    }
    try (OpenDirectory target = walk.to(move.to().parent())) {
      if (target.contains(FileNames.toPath(move.to().name()))) {
        throw exists(move.to());
      }
    }
    if (move.to().startsWith(move.from())) {
      throw new SignalboxException(
          FileError.INTO_ITSELF, "A directory cannot be moved below itself.");
    }
  }

  void move(RootedDirectory.Move move) throws IOException {
    try (OpenDirectory source = walk.to(move.from().parent());
        OpenDirectory target = walk.to(move.to().parent())) {
      Path name = FileNames.toPath(move.to().name());
      if (target.contains(name)) {
        throw exists(move.to());
      }
      if (!replace(source, FileNames.toPath(move.from().name()), target, name)) {
        throw exists(move.to());
      }
    }
  }

  void delete(FilePath path) throws IOException {
    Path name = FileNames.toPath(path.name());
    try (OpenDirectory parent = walk.to(path.parent())) {
      deleteEntry(parent, name);
    } catch (NoSuchFileException e) {
      return; // it was there when the call began: somebody else did the work
    }
  }

  private void deleteEntry(OpenDirectory parent, Path name) throws IOException {
    for (int attempt = 1; ; attempt++) {
      if (parent.attributes(name).isDirectory()) {
        deleteDirectory(parent, name);
        return;
      }
      try {
        parent.deleteFile(name);
        return;
      } catch (AccessDeniedException | NoSuchFileException e) {
        throw e;
      } catch (FileSystemException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        } // it may have become a directory: the next look tells
      }
    }
  }

  private void deleteDirectory(OpenDirectory parent, Path name) throws IOException {
    Path grave = Staging.fileName(staging.fresh());
    try (OpenDirectory to = staging.handle()) {
      parent.move(name, to, grave);
    }
    staging.free(grave);
  }

  static void requireNotRoot(FilePath path) {
    if (path.isRoot()) {
      throw SignalboxException.ofField(
          FileError.BAD_PATH, "path", "path: the instance's directory itself (expected: below it)");
    }
  }

  static SignalboxException exists(FilePath path) {
    return new SignalboxException(
        FileError.EXISTS, "Something is at " + path + " already, and is not overwritten.");
  }
}
