package dev.signalbox.daemon.file;

import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.routing.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the daemon may do to the files of one instance.
 *
 * <p>No operation leaves the directory, whatever a program in it does meanwhile: links are never
 * followed, pipes and devices never opened, and a place that keeps changing under an operation ends
 * it with {@code files.changed}. All methods block on the disk and may be called from any number of
 * threads. There must be one object per directory in a process: it is what orders the writers.
 *
 * <p>Every method throws a {@link dev.signalbox.api.error.SignalboxException} with a {@link
 * dev.signalbox.api.file.FileError}: {@code files.not-found} where a segment is missing, {@code
 * files.not-directory} where one on the way is a file, {@code files.not-regular} where one is a
 * link or something special.
 */
public interface RootedDirectory {
  /**
   * Returns a part of a directory's entries. Reads all names each time and holds {@code limit} of
   * them.
   *
   * @param limit 1 to 1000
   * @param cursor {@link Page#next()} of the part before; null for the first. Entries that come or
   *     go between two calls are seen or not, all others exactly once
   */
  Page<FileEntry> list(FilePath directory, int limit, @Nullable String cursor);

  /** Returns one entry; the root is a directory with an empty name. */
  FileEntry stat(FilePath path);

  /** Opens a regular file; the caller closes the channel. */
  OpenedFile open(FilePath file);

  /**
   * Returns the present version of a file that is about to be written; empty where nothing is at
   * the path.
   *
   * @throws dev.signalbox.api.error.SignalboxException as {@link StagedFile#commit} would
   */
  Optional<FileVersion> version(FilePath file);

  /** Begins a write. The caller closes what it gets. */
  StagedFile stage(FilePath file, Durability durability);

  /**
   * Makes a directory, and those above it where they are missing.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code files.exists} where anything is at
   *     the path already
   */
  void makeDirectory(FilePath directory);

  /**
   * Moves or renames, in order, and overwrites nothing. All items are checked before the first is
   * moved; a later one that fails all the same leaves those before it moved. A link is moved as a
   * link. That nothing is overwritten holds against every other call on this object; a program that
   * makes the same file in the same moment can lose it, as it could to {@code mv -n}.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code files.exists}; {@code
   *     files.into-itself}; {@code files.bad-path} for the root
   */
  void move(List<Move> moves);

  /**
   * Deletes files, links as links, and directories with all that is in them. All paths are checked
   * before the first is deleted. A directory vanishes in one act; its content is freed before the
   * call returns.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code files.bad-path} for the root
   */
  void delete(List<FilePath> paths);

  /** One thing to move, and its new path. */
  record Move(FilePath from, FilePath to) {}
}
