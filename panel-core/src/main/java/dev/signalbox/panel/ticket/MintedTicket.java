package dev.signalbox.panel.ticket;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A ticket in the form that a request shows. Whoever has it may use it, once.
 *
 * @param expiresAt the first instant at which it is refused
 */
public record MintedTicket(String token, Instant expiresAt) {
  public MintedTicket {
    requireNonNull(token, "token");
    requireNonNull(expiresAt, "expiresAt");
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "MintedTicket[" + expiresAt + "]";
  }
}
