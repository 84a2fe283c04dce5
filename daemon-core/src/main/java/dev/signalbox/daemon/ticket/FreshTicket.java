package dev.signalbox.daemon.ticket;

import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import java.util.Set;

/**
 * Lets a request in for a ticket that was never used; what every operation takes that says nothing
 * else.
 */
final class FreshTicket implements Admission {
  @Override
  public Set<String> operations() {
    return Set.of();
  }

  @Override
  public RoutedRequest admit(
      TicketGate gate, String pass, TicketDemand demand, RoutedRequest request) {
    return request.with(Admitted.TICKET, gate.admit(pass, demand));
  }
}
