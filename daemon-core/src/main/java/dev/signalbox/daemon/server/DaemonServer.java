package dev.signalbox.daemon.server;

import dev.signalbox.api.lifecycle.Managed;

/** The daemon's listener. */
public interface DaemonServer extends Managed {
  /** Returns the port that it listens on; only once it has started. */
  int port();
}
