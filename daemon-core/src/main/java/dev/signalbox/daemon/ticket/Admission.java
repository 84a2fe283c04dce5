package dev.signalbox.daemon.ticket;

import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import java.util.Set;

/**
 * Lets requests of some operations in where more than a fresh ticket may do: a console goes on with
 * its resume token, a download with the ticket that began it.
 */
public interface Admission {
  /** Returns the ids of the operations that it stands before. */
  Set<String> operations();

  /**
   * Lets a request in.
   *
   * @param pass what the request shows in the place of a ticket
   * @return the request with what its handler needs to know, such as {@link Admitted#TICKET}
   * @throws dev.signalbox.api.error.SignalboxException a {@code TicketError}
   */
  RoutedRequest admit(TicketGate gate, String pass, TicketDemand demand, RoutedRequest request);
}
