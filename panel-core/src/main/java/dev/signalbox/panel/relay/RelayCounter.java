package dev.signalbox.panel.relay;

import dev.signalbox.api.id.DaemonId;

/** Counts the bytes that the panel carries for a daemon. Safe for any thread. */
public interface RelayCounter {
  /** From the client to the daemon, or back. */
  enum Direction {
    UP,
    DOWN
  }

  /** Shows a daemon in the figures, with nothing carried as yet. */
  void show(DaemonId daemon);

  /** Adds to what was carried. */
  void add(DaemonId daemon, Direction direction, long bytes);
}
