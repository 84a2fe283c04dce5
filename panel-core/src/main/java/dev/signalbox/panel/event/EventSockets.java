package dev.signalbox.panel.event;

import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.panel.access.Caller;
import org.jspecify.annotations.Nullable;

/** The open sockets of those who listen. Safe for any thread. */
interface EventSockets extends Managed {
  /** What a client offers and gets. */
  String SUBPROTOCOL = "signalbox.events.v1";

  /**
   * Lets somebody listen.
   *
   * @param boot of the panel that numbered {@code from}; null where the client knows of none
   * @param from behind which event to go on; null to begin with what comes
   * @throws dev.signalbox.api.error.SignalboxException {@code events.too-many}
   */
  WebSocketUpgrade open(Caller caller, @Nullable String boot, @Nullable Long from);
}
