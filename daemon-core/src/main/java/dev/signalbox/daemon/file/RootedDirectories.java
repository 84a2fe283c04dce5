package dev.signalbox.daemon.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens directories of instances; one object serves all of a daemon. Safe for all threads. */
public interface RootedDirectories extends AutoCloseable {
  /** Returns a new one; its threads start on demand and end by themselves. */
  static RootedDirectories create() {
    return new SecureStreamDirectories();
  }

  /**
   * Returns the access to one directory, and deletes what an earlier process left in its staging
   * directory. Keeps nothing open, so there is nothing to close.
   *
   * @param root an existing directory; links on the way to it are resolved now, once
   * @param staging belongs to this root alone, on the same file system, outside of it and of
   *     everything the instance may write; made with mode 0700 where it is missing
   * @param owner who owns what is made; null where the daemon is not root and its own user does
   * @throws dev.signalbox.api.error.SignalboxException {@code files.unsupported} where the system
   *     has no directory handles (Windows, and every file system whose {@code DirectoryStream} is
   *     not a {@code SecureDirectoryStream}): there is no race-free walk without them, and a racy
   *     one is not offered; {@code files.other-file-system} where the staging directory is on
   *     another; {@code files.not-found}, {@code files.not-directory} for the root
   */
  RootedDirectory open(Path root, Path staging, @Nullable FileOwner owner);

  /** Ends the threads that wait for nothing. */
  @Override
  void close();
}
