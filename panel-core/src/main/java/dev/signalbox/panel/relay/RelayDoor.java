package dev.signalbox.panel.relay;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketPass;
import dev.signalbox.api.ticket.TicketVerifier;
import dev.signalbox.panel.authority.TicketKeys;
import dev.signalbox.panel.exchange.ExchangeParty;
import dev.signalbox.panel.session.ClientAddress;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose a relayed request is, and keeps tickets off the link that the panel did not sign for
 * this daemon as it runs. Whether a ticket is good for the request is the daemon's to say.
 */
final class RelayDoor {
  private final TicketKeys keys;
  private final InstantSource clock;

  @Inject
  RelayDoor(TicketKeys keys, InstantSource clock) {
    this.keys = requireNonNull(keys, "keys");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Returns the person that the ticket names; where there is none, the client's address.
   *
   * @param pass what the request shows; null where it shows nothing
   * @throws dev.signalbox.api.error.SignalboxException a {@code TicketError}
   */
  ExchangeParty party(RoutedRequest request, @Nullable TicketPass pass, DaemonHello daemon) {
    if (pass == null || pass.isResumeToken()) {
      return ExchangeParty.at(ClientAddress.of(request.peer().remote().getAddress()));
    }
    // A download goes on with the ticket that began it, long after that has expired.
    Ticket ticket =
        new TicketVerifier(
                daemon.daemon(), daemon.boot(), keys.trusted(), clock, () -> Duration.ZERO)
            .verifyOrigin(pass.token());
    return ExchangeParty.subject(ticket.subject());
  }
}
