package dev.signalbox.daemon.driver;

/** A user and its one group, by their numbers. */
public record RunUser(int uid, int gid) {
  public RunUser {
    if (uid < 0 || gid < 0) {
      throw new IllegalArgumentException("user: " + uid + ":" + gid + " (expected: 0 or more)");
    }
  }
}
