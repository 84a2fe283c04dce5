package dev.signalbox.daemon.store;

import java.io.IOException;
import java.nio.file.Path;

/** Makes and deletes the directories in which instances run. Safe for any thread. */
public interface InstanceFolders {
  /** Stands for the daemon's own user. */
  int SAME_USER = -1;

  /**
   * Returns the folders below a data directory.
   *
   * <p>The data directory and {@code instances} get mode 0711, so that an instance of another user
   * reaches its own directory and lists nobody else's.
   */
  static InstanceFolders below(Path dataDirectory) {
    return new PosixInstanceFolders(dataDirectory);
  }

  /** Makes the directory that holds all of them. */
  void prepare() throws IOException;

  /** Returns where an instance's own directory is, or would be. */
  Path own(String instance);

  /**
   * Makes an instance's own directory where it is missing, with mode 0700, and gives it to a user.
   *
   * @param uid the owner, or {@link #SAME_USER}
   * @param gid the owner's group, or {@link #SAME_USER}
   */
  Path make(String instance, int uid, int gid) throws IOException;

  /** Says whether a directory of the operator's choice exists and is one, not a link to one. */
  boolean isDirectory(Path directory);

  /**
   * Deletes a directory and everything in it, without following a link; nothing happens where it is
   * missing.
   */
  void delete(Path directory) throws IOException;

  /** Says whether the daemon may give files to other users. */
  boolean isRoot();
}
