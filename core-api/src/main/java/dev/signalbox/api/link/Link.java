package dev.signalbox.api.link;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.id.UserId;

/**
 * A standing way from the panel to one daemon. Each exchange is an HTTP request below the daemon's
 * base {@code /v1} and carries a ticket like any other.
 */
public interface Link extends HttpHandler {
  /** Returns what the daemon said of itself when the link came up. */
  DaemonHello hello();

  /**
   * Ends what a person has open at the daemon: consoles, transfers, and every leave to resume them.
   * Done when this returns.
   */
  void revoke(UserId person);
}
