package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tries again and again, a little later each time but never later than eight seconds, each time
 * with chance in it, so that many who lost the same panel do not come back in one moment. Where
 * dialling is of no use until somebody does something, it waits a minute. Safe for any thread.
 */
public final class Redial {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofSeconds(8);
  private static final Duration REFUSED = Duration.ofMinutes(1);

  private final Runnable attempt;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final ReentrantLock lock = new ReentrantLock();
  private Duration next = FIRST;
  private @Nullable Future<?> waiting;
  private boolean stopped;

  /**
   * Plans attempts.
   *
   * @param attempt begins one, on a worker; tells by {@link #again} when it has come to nothing
   */
  public Redial(Runnable attempt, Executor workers, ScheduledExecutorService timer) {
    this.attempt = requireNonNull(attempt, "attempt");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  /** Begins the first attempt. */
  public void start() {
    workers.execute(attempt);
  }

  /** Makes no further attempt. */
  public void stop() {
    lock.lock();
    try {
      stopped = true;
      if (waiting != null) {
        waiting.cancel(false);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The attempt was a success: the next time begins with short waits. */
  public void succeeded() {
    lock.lock();
    try {
      next = FIRST;
    } finally {
      lock.unlock();
    }
  }

  /**
   * An attempt has come to nothing, or its link is over.
   *
   * @param end why; null where no link came up at all
   * @return how long it is until the next attempt
   */
  public Duration again(@Nullable LinkEnd end) {
    lock.lock();
    try {
      Duration least = end != null && end.isFinal() ? REFUSED : next;
      next = next.multipliedBy(2).compareTo(MOST) > 0 ? MOST : next.multipliedBy(2);
      long millis = least.toMillis();
      long wait = millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1);
      if (!stopped) {
        waiting = timer.schedule(this::start, wait, TimeUnit.MILLISECONDS);
      }
      return Duration.ofMillis(wait);
    } catch (RejectedExecutionException e) {
      // The program ends.
      return Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }
}
