package dev.signalbox.daemon.ticket;

import java.time.Duration;

/** How the panel's clock stands to this machine's, as the link last measured it. */
public interface PanelClock {
  /** Returns what to add to this machine's clock to have the panel's. */
  Duration correction();

  /** Takes a newer measurement. */
  void measured(Duration correction);
}
