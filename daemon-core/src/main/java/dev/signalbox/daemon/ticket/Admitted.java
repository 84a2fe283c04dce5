package dev.signalbox.daemon.ticket;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.routing.Key;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.Ticket;

/** Where a request carries the claims of the ticket that let it in. */
public final class Admitted {
  public static final Key<Ticket> TICKET = Key.of("ticket", Ticket.class);

  private Admitted() {}

  /** Returns the claims of the ticket that let a request in. */
  public static Ticket ticket(RoutedRequest request) {
    return request
        .attribute(TICKET)
        .orElseThrow(() -> new SignalboxException(RequestError.INTERNAL, "let in by no ticket"));
  }
}
