package dev.signalbox.daemon.file;

import dev.signalbox.api.file.DeleteRequest;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.file.MkdirRequest;
import dev.signalbox.api.file.MoveRequest;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.routing.Page;
import org.jspecify.annotations.Nullable;

/**
 * What clients may do to the files of instances, their content excepted. All methods block on the
 * disk, may be called from any thread, and fail as {@link RootedDirectory} and {@link
 * InstanceDirectories} say.
 */
public interface FileService {
  /** Returns a part of a directory's entries, see {@link RootedDirectory#list}. */
  Page<FileEntry> list(InstanceId instance, FilePath directory, int limit, @Nullable String cursor);

  /** Returns one entry. */
  FileEntry stat(InstanceId instance, FilePath path);

  /** Makes a directory and those above it; {@code files.exists} where something is there. */
  void mkdir(InstanceId instance, MkdirRequest request);

  /** Moves or renames without overwriting, see {@link RootedDirectory#move}. */
  void move(InstanceId instance, MoveRequest request);

  /** Deletes files, links and directories, see {@link RootedDirectory#delete}. */
  void delete(InstanceId instance, DeleteRequest request);
}
