package dev.signalbox.daemon.keeper;

/**
 * The user a process runs as; no entry in the system's user database is needed.
 *
 * @param uid the user's number, 0 or more
 * @param gid the only group it is in, 0 or more
 */
public record KeptUser(int uid, int gid) {
  public KeptUser {
    if (uid < 0 || gid < 0) {
      throw new IllegalArgumentException("user: " + uid + ":" + gid + " (expected: 0 or more)");
    }
  }
}
