package dev.signalbox.api.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Remembers which tickets were used, so that each is used once.
 *
 * <p>A ticket is forgotten only after it has expired, and a clock that is set back does not revive
 * it: whatever expires no later than a forgotten ticket is refused. Memory is bounded by refusing,
 * never by forgetting early. Safe for use by many threads.
 */
public final class SpentTickets {
  private record Entry(String id, Instant expiresAt) {}

  private final InstantSource clock;
  private final Supplier<Duration> correction;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> ids = new HashSet<>();
  private final Queue<Entry> byExpiry = new PriorityQueue<>(Comparator.comparing(Entry::expiresAt));
  private Instant forgotten = Instant.MIN;

  /**
   * Starts empty.
   *
   * @param correction what to add to this machine's clock to have the panel's, as in {@link
   *     TicketVerifier}
   * @param capacity how many tickets it remembers at most, from 1
   */
  public SpentTickets(InstantSource clock, Supplier<Duration> correction, int capacity) {
    this.clock = requireNonNull(clock, "clock");
    this.correction = requireNonNull(correction, "correction");
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 or more)");
    }
    this.capacity = capacity;
  }

  /**
   * Uses a verified ticket up; of any number of threads that try, one succeeds.
   *
   * @throws SignalboxException {@code ticket.spent}; {@code ticket.expired}; {@code
   *     ticket.overloaded} while so many unexpired tickets are remembered that no more fits
   */
  public void spend(Ticket ticket) {
    lock.lock();
    try {
      forgetExpired();
      if (!ticket.expiresAt().isAfter(forgotten)) {
        throw new SignalboxException(TicketError.EXPIRED, "the ticket has expired");
      }
      if (ids.contains(ticket.id())) {
        throw new SignalboxException(TicketError.SPENT, "the ticket was used before");
      }
      if (ids.size() >= capacity) {
        throw new SignalboxException(
            TicketError.OVERLOADED, "too many requests within a minute; try again shortly");
      }
      ids.add(ticket.id());
      byExpiry.add(new Entry(ticket.id(), ticket.expiresAt()));
    } finally {
      lock.unlock();
    }
  }

  private void forgetExpired() {
    Instant now = clock.instant().plus(correction.get());
    for (Entry oldest = byExpiry.peek();
        oldest != null && !now.isBefore(oldest.expiresAt());
        oldest = byExpiry.peek()) {
      byExpiry.remove();
      ids.remove(oldest.id());
      forgotten = oldest.expiresAt();
    }
  }
}
