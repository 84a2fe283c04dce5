package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.secret.Sha256;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketError;
import dev.signalbox.api.ticket.TicketGate;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows each transfer from the moment its ticket passes to the last one at which it can go on.
 *
 * <p>The lock guards memory only: verifying tickets and closing files happen outside of it.
 */
final class TransferTable implements Transfers, TransferTickets {
  private static final Logger log = LoggerFactory.getLogger(TransferTable.class);

  /** Beyond it the oldest that does not run is forgotten: it cannot be continued, no more. */
  private static final int MAX_REMEMBERED = 20_000;

  /** More closings than anybody does while one ticket is being verified. */
  private static final int CLOSINGS = 64;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** By ticket id, oldest first. */
  private final Map<String, TransferRecord> records = new LinkedHashMap<>();

  private final Map<String, TransferRecord> byToken = new HashMap<>();
  private final Deque<Predicate<Ticket>> closings = new ArrayDeque<>();
  private long closingCount;

  @Inject
  TransferTable(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Ticket admit(
      TicketGate gate, @Nullable String token, TicketDemand demand, HttpRequest request) {
    String digest = token == null ? "" : Sha256.hex(token);
    long before;
    lock.lock();
    try {
      TransferRecord known = byToken.get(digest);
      if (known != null) {
        return resume(known, demand, request);
      }
      before = closingCount;
    } finally {
      lock.unlock();
    }
    Ticket ticket = gate.admit(token, demand);
    lock.lock();
    try {
      if (wasClosedSince(before, ticket)) {
        throw closed();
      }
      makeRoom();
      TransferRecord opened = new TransferRecord(ticket, digest, clock.instant());
      records.put(ticket.id(), opened);
      byToken.put(digest, opened);
      return ticket;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes note that bytes begin to flow.
   *
   * @param etag of what is downloaded; null for an upload
   * @throws SignalboxException {@code files.unavailable} where the transfer was closed since its
   *     ticket passed; nothing may flow then
   */
  void begin(OpenTransfer transfer, @Nullable String etag) {
    lock.lock();
    try {
      record(transfer.info().ticket()).begin(transfer, etag);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the entity tag with which the download of a ticket began; empty where it begins. */
  Optional<String> etag(Ticket ticket) {
    lock.lock();
    try {
      return record(ticket.id()).etag();
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that a ticket has passed and nothing flows, or nothing more does. */
  void ended(Ticket ticket) {
    lock.lock();
    try {
      TransferRecord known = records.get(ticket.id());
      if (known != null) {
        known.notOpened(clock.instant());
        if (known.etag().isEmpty()) {
          forget(known);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public List<Info> open() {
    lock.lock();
    try {
      List<Info> infos = new ArrayList<>();
      for (TransferRecord each : records.values()) {
        each.running().ifPresent(transfer -> infos.add(transfer.info()));
      }
      return infos;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int closeOfSubject(String subject) {
    int count = close(ticket -> ticket.subject().equals(subject));
    log.info("transfers closed subject={} open={}", subject, count);
    return count;
  }

  @Override
  public int closeOfSubject(String subject, InstanceId instance) {
    int count =
        close(ticket -> ticket.subject().equals(subject) && instance.equals(ticket.instance()));
    log.info("transfers closed subject={} instance={} open={}", subject, instance, count);
    return count;
  }

  @Override
  public int closeOfInstance(InstanceId instance) {
    int count = close(ticket -> instance.equals(ticket.instance()));
    log.info("transfers closed instance={} open={}", instance, count);
    return count;
  }

  @Override
  public int closeAll() {
    int count = close(ticket -> true);
    log.info("transfers closed open={}", count);
    return count;
  }

  @Override
  public void sweep() {
    List<OpenTransfer> late;
    lock.lock();
    try {
      Instant now = clock.instant();
      records.values().forEach(each -> each.notice(now));
      late = remove(each -> each.isOver(now));
    } finally {
      lock.unlock();
    }
    late.forEach(transfer -> transfer.ending().run());
  }

  private int close(Predicate<Ticket> which) {
    List<OpenTransfer> running;
    lock.lock();
    try {
      closingCount++;
      closings.addLast(which);
      if (closings.size() > CLOSINGS) {
        closings.removeFirst();
      }
      running = remove(each -> which.test(each.ticket()));
    } finally {
      lock.unlock();
    }
    running.forEach(transfer -> transfer.ending().run());
    return running.size();
  }

  private List<OpenTransfer> remove(Predicate<TransferRecord> which) {
    List<OpenTransfer> running = new ArrayList<>();
    for (Iterator<TransferRecord> all = records.values().iterator(); all.hasNext(); ) {
      TransferRecord each = all.next();
      if (which.test(each)) {
        each.running().ifPresent(running::add);
        all.remove();
        byToken.remove(each.tokenDigest());
      }
    }
    return running;
  }

  private Ticket resume(TransferRecord known, TicketDemand demand, HttpRequest request) {
    known.ticket().require(demand);
    if (!known.resume(request, clock.instant())) {
      throw new SignalboxException(
          TicketError.SPENT,
          "the ticket was used before, and this request does not continue what it opened");
    }
    return known.ticket();
  }

  private boolean wasClosedSince(long before, Ticket ticket) {
    long missed = closingCount - before;
    if (missed > closings.size()) {
      return true;
    }
    return closings.stream()
        .skip(closings.size() - missed)
        .anyMatch(closing -> closing.test(ticket));
  }

  private TransferRecord record(String ticketId) {
    TransferRecord known = records.get(ticketId);
    if (known == null) {
      throw closed();
    }
    return known;
  }

  private void makeRoom() {
    if (records.size() < MAX_REMEMBERED) {
      return;
    }
    for (TransferRecord each : records.values()) {
      if (each.running().isEmpty()) {
        forget(each);
        return;
      }
    }
  }

  private void forget(TransferRecord each) {
    records.remove(each.ticket().id());
    byToken.remove(each.tokenDigest());
  }

  private static SignalboxException closed() {
    return new SignalboxException(
        FileError.UNAVAILABLE, "The transfer was ended by the panel; ask for a new ticket.");
  }
}
