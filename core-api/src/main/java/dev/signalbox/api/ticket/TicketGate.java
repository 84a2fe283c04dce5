package dev.signalbox.api.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request pass for a ticket, once: signature, claims, what is asked for, and only then
 * spent.
 *
 * <p>A ticket shown to the wrong request is refused and stays good for the right one. Safe for use
 * by many threads.
 */
public final class TicketGate {
  private final TicketVerifier verifier;
  private final SpentTickets spent;

  public TicketGate(TicketVerifier verifier, SpentTickets spent) {
    this.verifier = requireNonNull(verifier, "verifier");
    this.spent = requireNonNull(spent, "spent");
  }

  /**
   * Spends a ticket on a request and returns its claims.
   *
   * @param token what the request shows; null where it shows none
   * @throws SignalboxException a {@link TicketError}
   */
  public Ticket admit(@Nullable String token, TicketDemand demand) {
    Ticket ticket = verifier.verify(token);
    ticket.require(demand);
    spent.spend(ticket);
    return ticket;
  }
}
