package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.link.LinkError;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens by which sockets are known to belong to a link: 256 random bits, good once and for 30
 * seconds. Safe for any thread.
 *
 * @param <T> the link
 */
public final class StreamTokens<T> {
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final String BEARER = "Bearer ";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private record Entry<T>(T link, Instant expiresAt) {}

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry<T>> entries = new HashMap<>();

  public StreamTokens(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  /** Makes tokens for a link. */
  public List<String> issue(T link, int count) {
    Instant now = clock.instant();
    List<String> issued = new ArrayList<>();
    lock.lock();
    try {
      entries.values().removeIf(entry -> !now.isBefore(entry.expiresAt()));
      for (int i = 0; i < count; i++) {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        String text = HexFormat.of().formatHex(token);
        entries.put(text, new Entry<>(link, now.plus(LIFE)));
        issued.add(text);
      }
    } finally {
      lock.unlock();
    }
    return issued;
  }

  /** Uses a token up; returns its link, where it was good. */
  public Optional<T> take(String token) {
    lock.lock();
    try {
      Entry<T> entry = entries.remove(token);
      return entry == null || !clock.instant().isBefore(entry.expiresAt())
          ? Optional.empty()
          : Optional.of(entry.link());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Uses the token up that a request shows, as {@code Authorization: Bearer}.
   *
   * @throws SignalboxException {@code link.bad-token} where it shows none that is good
   */
  public T take(HttpHeaders headers) {
    return headers
        .first("Authorization")
        .filter(shown -> shown.startsWith(BEARER))
        .flatMap(shown -> take(shown.substring(BEARER.length())))
        .orElseThrow(
            () ->
                new SignalboxException(
                    LinkError.BAD_TOKEN,
                    "the stream's token is unknown, was used before, or is late"));
  }

  /** Makes every token of a link useless. */
  public void forget(T link) {
    lock.lock();
    try {
      entries.values().removeIf(entry -> entry.link().equals(link));
    } finally {
      lock.unlock();
    }
  }
}
