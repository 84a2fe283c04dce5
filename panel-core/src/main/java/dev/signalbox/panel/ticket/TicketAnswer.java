package dev.signalbox.panel.ticket;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /tickets} answers.
 *
 * @param ticket to be shown once
 * @param direct where, straight at the daemon; absent where it has no address
 * @param relay where, through the panel
 */
public record TicketAnswer(String ticket, @Nullable URI direct, URI relay, Instant expiresAt) {
  /** Leaves the ticket out. */
  @Override
  public String toString() {
    return "TicketAnswer[" + relay + "]";
  }
}
