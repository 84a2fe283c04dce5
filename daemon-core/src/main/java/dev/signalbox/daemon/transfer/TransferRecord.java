package dev.signalbox.daemon.transfer;

import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one ticket opened. Guarded by the lock of the {@link TransferTable}. */
final class TransferRecord {
  /** How long a ticket that was let through may take to open its file. */
  private static final Duration OPENING = Duration.ofMinutes(1);

  private final Ticket ticket;
  private final String tokenDigest;
  private final Instant admittedAt;
  private Instant lastSeen;
  private boolean opening = true;
  private @Nullable OpenTransfer running;
  private @Nullable String etag;

  TransferRecord(Ticket ticket, String tokenDigest, Instant now) {
    this.ticket = ticket;
    this.tokenDigest = tokenDigest;
    this.admittedAt = now;
    this.lastSeen = now;
  }

  Ticket ticket() {
    return ticket;
  }

  String tokenDigest() {
    return tokenDigest;
  }

  Optional<OpenTransfer> running() {
    return Optional.ofNullable(running).filter(transfer -> transfer.isOpen().getAsBoolean());
  }

  /** Returns the entity tag first given; empty until then. */
  Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  void begin(OpenTransfer transfer, @Nullable String tag) {
    opening = false;
    running = transfer;
    if (etag == null) {
      etag = tag;
    }
  }

  /** Takes note that nothing was opened. */
  void notOpened(Instant now) {
    opening = false;
    lastSeen = now;
  }

  /** Says whether the request continues the download, and if so keeps others from doing it too. */
  boolean resume(HttpRequest request, Instant now) {
    notice(now);
    if (isBusy(now) || isOver(now) || !asksForTheRest(request)) {
      return false;
    }
    opening = true;
    lastSeen = now;
    return true;
  }

  /** Says whether nothing more can come of it, and what still runs has run for too long. */
  boolean isOver(Instant now) {
    if (!now.isBefore(admittedAt.plus(Transfers.MAX_LIFE))) {
      return true;
    }
    if (isBusy(now)) {
      return false;
    }
    return etag == null || !now.isBefore(lastSeen.plus(TransferTickets.CONTINUATION));
  }

  /** Looks whether what ran has ended since the last look. */
  void notice(Instant now) {
    if (running != null && !running.isOpen().getAsBoolean()) {
      running = null;
      lastSeen = now;
    }
  }

  private boolean isBusy(Instant now) {
    return running != null || (opening && now.isBefore(lastSeen.plus(OPENING)));
  }

  private boolean asksForTheRest(HttpRequest request) {
    List<String> ifRange = request.headers().all("If-Range");
    return etag != null
        && request.method().equals("GET")
        && request.headers().all("Range").size() == 1
        && ifRange.size() == 1
        && ifRange.get(0).strip().equals(etag);
  }
}
