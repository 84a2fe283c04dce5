package dev.signalbox.daemon.keeper;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How to keep.
 *
 * @param folder the keeper's own folder, such as {@code DIR/keeper}; absolute. It is made with mode
 *     0700; its parent must exist
 * @param ringBytes how much output is kept for each run while the daemon is away, 64 KiB to 1 GiB
 * @param stallLimit how long a daemon that is there may leave a full ring unacknowledged before it
 *     counts as away, so that the oldest output is dropped rather than the program blocked
 * @param linger how long a keeper without a daemon and without a run stays
 */
public record KeeperConfig(Path folder, int ringBytes, Duration stallLimit, Duration linger) {
  public KeeperConfig {
    if (!folder.isAbsolute()) {
      throw new IllegalArgumentException("folder: " + folder + " (expected: absolute)");
    }
    if (ringBytes < 1 << 16 || ringBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "ringBytes: " + ringBytes + " (expected: 65536..1073741824)");
    }
    if (stallLimit.isNegative() || stallLimit.isZero()) {
      throw new IllegalArgumentException("stallLimit: " + stallLimit + " (expected: above 0)");
    }
    if (linger.isNegative()) {
      throw new IllegalArgumentException("linger: " + linger + " (expected: 0 or more)");
    }
  }

  /** Returns the defaults: rings of 8 MiB, a stall limit of 30 s, and 30 s of lingering. */
  public static KeeperConfig of(Path folder) {
    return new KeeperConfig(folder, 8 << 20, Duration.ofSeconds(30), Duration.ofSeconds(30));
  }
}
