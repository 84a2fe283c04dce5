package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.transfer.Transfers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the open consoles and transfers, and every leave to resume one, when the daemon has had no
 * link for some time: as long as there is none, no panel can revoke them. Safe for any thread.
 *
 * <p>It begins without a link. While the absence lasts it looks again each minute, since a ticket
 * from before may still open something.
 */
final class LinkAbsence implements Managed {
  private static final Logger log = LoggerFactory.getLogger(LinkAbsence.class);

  private final Duration grace;
  private final Consoles consoles;
  private final Transfers transfers;
  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final ReentrantLock lock = new ReentrantLock();

  /** What ends things in this absence; null while there is a link, and while this does not run. */
  private @Nullable Future<?> ending;

  /** Tells one absence from another. */
  private long absence;

  private boolean running;

  /**
   * @param grace how long what is open goes on without a link, more than zero
   */
  LinkAbsence(
      Duration grace,
      Consoles consoles,
      Transfers transfers,
      ScheduledExecutorService timer,
      Executor workers) {
    this.grace = requireNonNull(grace, "grace");
    if (grace.isNegative() || grace.isZero()) {
      throw new IllegalArgumentException("grace: " + grace + " (expected: more than zero)");
    }
    this.consoles = requireNonNull(consoles, "consoles");
    this.transfers = requireNonNull(transfers, "transfers");
    this.timer = requireNonNull(timer, "timer");
    this.workers = requireNonNull(workers, "workers");
  }

  @Override
  public void start() {
    lock.lock();
    try {
      running = true;
    } finally {
      lock.unlock();
    }
    linkDown();
  }

  @Override
  public void stop() {
    lock.lock();
    try {
      running = false;
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a link. */
  void linkUp() {
    lock.lock();
    try {
      cancel();
    } finally {
      lock.unlock();
    }
  }

  /** Takes note that there is no link; of one absence the first call counts. */
  void linkDown() {
    lock.lock();
    try {
      if (!running || ending != null) {
        return;
      }
      long begun = ++absence;
      ending =
          timer.scheduleWithFixedDelay(
              () -> workers.execute(() -> end(begun)),
              grace.toMillis(),
              Ticket.MAX_LIFE.toMillis(),
              TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  private void cancel() {
    if (ending != null) {
      ending.cancel(false);
      ending = null;
    }
    absence++;
  }

  private void end(long of) {
    if (!isStill(of)) {
      return;
    }
    int consolesClosed = consoles.revokeAll();
    int transfersClosed = transfers.closeAll();
    log.info(
        "no link for too long grace={} consoles={} transfers={}",
        grace,
        consolesClosed,
        transfersClosed);
  }

  private boolean isStill(long of) {
    lock.lock();
    try {
      return absence == of;
    } finally {
      lock.unlock();
    }
  }
}
