package dev.signalbox.daemon.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** Folders on a system with owners and modes; on another, directories without them. */
final class PosixInstanceFolders implements InstanceFolders {
  private final Path dataDirectory;
  private final Path instances;

  PosixInstanceFolders(Path dataDirectory) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory").toAbsolutePath();
    this.instances = this.dataDirectory.resolve("instances");
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(instances, Modes.attributes("rwx--x--x"));
    if (Modes.arePosix()) {
      // The mode at creation is cut by the umask.
      for (Path directory : new Path[] {dataDirectory, instances}) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      }
    }
  }

  @Override
  public Path own(String instance) {
    return instances.resolve(instance);
  }

  @Override
  public Path make(String instance, int uid, int gid) throws IOException {
    Path directory = own(instance);
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(directory, Modes.attributes("rwx------"));
    } else if (!isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    if (uid != SAME_USER && Modes.arePosix()) {
      Files.setAttribute(directory, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(directory, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
    }
    return directory;
  }

  @Override
  public boolean isDirectory(Path directory) {
    return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void delete(Path directory) throws IOException {
    Path parent = requireNonNull(directory.toAbsolutePath().getParent(), "parent");
    try (DirectoryStream<Path> above = Files.newDirectoryStream(parent)) {
      if (above instanceof SecureDirectoryStream<Path> secure) {
        deleteTree(secure, directory.getFileName());
      } else {
        deleteTree(directory);
      }
    } catch (NoSuchFileException e) {
      // Somebody was faster, or it never was.
    }
  }

  @Override
  public boolean isRoot() {
    try {
      return Modes.arePosix() && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Each step is one name below an open directory, so a swapped link leads nowhere. Directories are
   * raised to the top of the tree before they are emptied: however deep a program nested them, this
   * needs three handles and no stack.
   */
  private static void deleteTree(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    if (!isDirectory(parent, name)) {
      parent.deleteFile(name);
      return;
    }
    String prefix = ".deleted-" + UUID.randomUUID() + "-";
    Deque<Path> directories = new ArrayDeque<>();
    try (SecureDirectoryStream<Path> top =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path child : top) {
        Path entry = child.getFileName();
        if (isDirectory(top, entry)) {
          directories.push(entry);
        } else {
          top.deleteFile(entry);
        }
      }
      for (long raised = 0; !directories.isEmpty(); ) {
        Path directory = directories.pop();
        try (SecureDirectoryStream<Path> children =
            top.newDirectoryStream(directory, LinkOption.NOFOLLOW_LINKS)) {
          for (Path child : children) {
            Path entry = child.getFileName();
            if (isDirectory(children, entry)) {
              Path higher = Path.of(prefix + raised++);
              children.move(entry, top, higher);
              directories.push(higher);
            } else {
              children.deleteFile(entry);
            }
          }
        }
        top.deleteDirectory(directory);
      }
    }
    parent.deleteDirectory(name);
  }

  private static boolean isDirectory(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isDirectory();
  }

  private static void deleteTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          deleteTree(child);
        }
      }
    }
    Files.delete(path);
  }
}
