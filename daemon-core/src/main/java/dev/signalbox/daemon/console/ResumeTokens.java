package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.secret.Sha256;
import dev.signalbox.api.ticket.TicketPass;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tokens with which a console that broke off is opened again.
 *
 * <p>A token is 256 random bits, good once and for five minutes. Only its hash is held, in memory:
 * after a restart of the daemon nothing resumes, and the client asks the panel for a new ticket.
 * Safe for any thread.
 */
final class ResumeTokens {
  /** How long a token is good. */
  static final Duration LIFE = Duration.ofMinutes(5);

  /** Tells a resume token from a ticket, which has dots in it and begins otherwise. */
  static final String PREFIX = TicketPass.RESUME_PREFIX;

  private static final int MOST = 100_000;

  private record Entry(ConsoleGrant grant, Instant expiresAt) {}

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();

  /** By hash; in the order of issue, which is the order of expiry. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  ResumeTokens(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** Returns a new token. */
  String issue(ConsoleGrant grant) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    lock.lock();
    try {
      Iterator<Entry> oldest = entries.values().iterator();
      while (oldest.hasNext()) {
        if (oldest.next().expiresAt().isAfter(now) && entries.size() < MOST) {
          break;
        }
        oldest.remove();
      }
      entries.put(Sha256.hex(token), new Entry(grant, now.plus(LIFE)));
    } finally {
      lock.unlock();
    }
    return token;
  }

  /** Spends a token; empty where it is not one, is late, or is for another instance or origin. */
  Optional<ConsoleGrant> redeem(String token, InstanceId instance, @Nullable String origin) {
    Entry entry;
    lock.lock();
    try {
      entry = entries.remove(Sha256.hex(token));
    } finally {
      lock.unlock();
    }
    Instant now = clock.instant();
    if (entry == null
        || !entry.expiresAt().isAfter(now)
        || !entry.grant().until().isAfter(now)
        || !entry.grant().instance().equals(instance)
        || (origin != null && !Objects.equals(origin, entry.grant().origin()))) {
      return Optional.empty();
    }
    return Optional.of(entry.grant());
  }

  /** Makes a token worthless; nothing happens where it is so already. */
  void forget(String token) {
    lock.lock();
    try {
      entries.remove(Sha256.hex(token));
    } finally {
      lock.unlock();
    }
  }

  /** Makes every token worthless whose grant is such. */
  void revoke(Predicate<ConsoleGrant> such) {
    lock.lock();
    try {
      entries.values().removeIf(entry -> such.test(entry.grant()));
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }
}
