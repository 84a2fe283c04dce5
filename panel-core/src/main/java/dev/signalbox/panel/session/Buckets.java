package dev.signalbox.panel.session;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bucket of attempts for each key, which fills up again with time. Of the keys that have used
 * some, the ones used longest ago are forgotten when there are too many. Thread-safe.
 */
final class Buckets {
  private static final int MOST_KEYS = 20_000;

  private final int capacity;
  private final Duration refill;
  private final ReentrantLock lock = new ReentrantLock();

  /** For each key the instant at which its bucket is full again. */
  private final LinkedHashMap<String, Instant> fullAt = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * @param capacity how many attempts a full bucket holds
   * @param refill how long one attempt takes to come back
   */
  Buckets(int capacity, Duration refill) {
    this.capacity = capacity;
    this.refill = refill;
  }

  /** Takes one attempt and returns zero, or returns how long to wait until there is one. */
  Duration take(String key, Instant now) {
    lock.lock();
    try {
      Instant after = fullAt(key, now).plus(refill);
      Duration wait = Duration.between(now.plus(refill.multipliedBy(capacity)), after);
      if (!wait.isNegative() && !wait.isZero()) {
        return wait;
      }
      fullAt.put(key, after);
      forgetOldest();
      return Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  /** Puts one attempt back. */
  void putBack(String key) {
    lock.lock();
    try {
      fullAt.computeIfPresent(key, (same, full) -> full.minus(refill));
    } finally {
      lock.unlock();
    }
  }

  /** Fills a bucket. */
  void fill(String key) {
    lock.lock();
    try {
      fullAt.remove(key);
    } finally {
      lock.unlock();
    }
  }

  private Instant fullAt(String key, Instant now) {
    Instant full = fullAt.getOrDefault(key, now);
    return full.isAfter(now) ? full : now;
  }

  private void forgetOldest() {
    if (fullAt.size() > MOST_KEYS) {
      Map.Entry<String, Instant> oldest = fullAt.entrySet().iterator().next();
      fullAt.remove(oldest.getKey());
    }
  }
}
