package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.BootId;

/**
 * How far somebody has followed the events of a daemon.
 *
 * @param boot the run of the daemon that numbered the events
 * @param seq the number of the last event; 0 before the first
 */
public record EventPosition(BootId boot, long seq) {
  public EventPosition {
    requireNonNull(boot, "boot");
    if (seq < 0) {
      throw new IllegalArgumentException("seq: " + seq + " (expected: at least 0)");
    }
  }
}
