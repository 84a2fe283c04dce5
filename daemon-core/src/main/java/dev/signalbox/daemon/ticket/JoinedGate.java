package dev.signalbox.daemon.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.ticket.SpentTickets;
import dev.signalbox.api.ticket.TicketError;
import dev.signalbox.api.ticket.TicketGate;
import dev.signalbox.api.ticket.TicketVerifier;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gate of this run, over the keys of the panel that was joined; before that nothing passes. */
final class JoinedGate implements Supplier<TicketGate> {
  /** At 60 s each this is 16,000 tickets in a second. */
  private static final int MOST_SPENT = 1_000_000;

  private final DaemonIdentity identity;
  private final InstantSource clock;
  private final PanelClock panelClock;
  private final SpentTickets spent;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TicketGate gate;

  JoinedGate(DaemonIdentity identity, InstantSource clock, PanelClock panelClock) {
    this.identity = requireNonNull(identity, "identity");
    this.clock = requireNonNull(clock, "clock");
    this.panelClock = requireNonNull(panelClock, "panelClock");
    this.spent = new SpentTickets(clock, panelClock::correction, MOST_SPENT);
  }

  @Override
  public TicketGate get() {
    lock.lock();
    try {
      if (gate == null) {
        gate = make();
      }
      return gate;
    } finally {
      lock.unlock();
    }
  }

  private TicketGate make() {
    JoinedPanel panel =
        identity
            .joined()
            .orElseThrow(
                () ->
                    new SignalboxException(
                        TicketError.BAD_SIGNATURE, "this daemon has joined no panel"));
    return new TicketGate(
        new TicketVerifier(
            panel.daemon(), identity.boot(), panel.ticketKeys(), clock, panelClock::correction),
        spent);
  }
}
