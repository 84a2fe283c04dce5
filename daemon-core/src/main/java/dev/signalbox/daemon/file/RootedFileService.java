package dev.signalbox.daemon.file;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.file.DeleteRequest;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.file.MkdirRequest;
import dev.signalbox.api.file.MoveRequest;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.routing.Page;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Hands each request to the directory of its instance. */
final class RootedFileService implements FileService {
  private final InstanceDirectories directories;

  @Inject
  RootedFileService(InstanceDirectories directories) {
    this.directories = requireNonNull(directories, "directories");
  }

  @Override
  public Page<FileEntry> list(
      InstanceId instance, FilePath directory, int limit, @Nullable String cursor) {
    return directories.of(instance).list(directory, limit, cursor);
  }

  @Override
  public FileEntry stat(InstanceId instance, FilePath path) {
    return directories.of(instance).stat(path);
  }

  @Override
  public void mkdir(InstanceId instance, MkdirRequest request) {
    directories.of(instance).makeDirectory(request.target());
  }

  @Override
  public void move(InstanceId instance, MoveRequest request) {
    directories
        .of(instance)
        .move(
            request.items().stream()
                .map(item -> new RootedDirectory.Move(item.source(), item.target()))
                .toList());
  }

  @Override
  public void delete(InstanceId instance, DeleteRequest request) {
    directories.of(instance).delete(request.targets());
  }
}
