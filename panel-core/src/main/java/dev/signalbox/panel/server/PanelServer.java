package dev.signalbox.panel.server;

import dev.signalbox.api.lifecycle.Managed;

/** The panel's listener. */
public interface PanelServer extends Managed {
  /** Returns the port that it listens on; only once it has started. */
  int port();

  /**
   * Returns how many bytes of bodies that nobody read were thrown away; 0 before it has started.
   */
  long discardedBytes();
}
