package dev.signalbox.panel.ticket;

import dev.signalbox.api.ticket.TicketRight;
import dev.signalbox.panel.access.Caller;
import java.util.Set;

/**
 * Authorises what a caller wants to do on a daemon. Safe for any thread; reads the database, so it
 * may block.
 */
public interface TicketService {
  /**
   * Checks the caller's permission and signs a ticket in the caller's name, with every right that
   * the caller has.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code access.not-found} or {@code
   *     access.denied}; {@code daemon.unknown}, {@code daemon.offline}
   */
  MintedTicket mint(Caller caller, TicketOrder order);

  /**
   * Does the same with fewer rights.
   *
   * @throws dev.signalbox.api.error.SignalboxException also {@code access.denied} where a right was
   *     asked for that the caller does not have
   */
  MintedTicket mint(Caller caller, TicketOrder order, Set<TicketRight> rights);
}
