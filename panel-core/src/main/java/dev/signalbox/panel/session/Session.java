package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A session, as its person sees it.
 *
 * @param id names it, and is no secret
 * @param usedAt to about a minute
 * @param expiresAt when it ends at the latest
 * @param address where the sign-in came from; empty for one from before this was kept
 * @param userAgent what the browser called itself, cut to 300 characters; may be empty
 */
public record Session(
    String id,
    Instant createdAt,
    Instant usedAt,
    Instant expiresAt,
    String address,
    String userAgent) {
  public Session {
    requireNonNull(id, "id");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(usedAt, "usedAt");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(address, "address");
    requireNonNull(userAgent, "userAgent");
  }
}
