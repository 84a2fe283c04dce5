package dev.signalbox.daemon.file;

/** Who owns what is made: numeric, since an instance's user needs no passwd entry. */
public record FileOwner(int uid, int gid) {
  public FileOwner {
    if (uid < 0 || gid < 0) {
      throw new IllegalArgumentException("owner: " + uid + ":" + gid + " (expected: not negative)");
    }
  }
}
