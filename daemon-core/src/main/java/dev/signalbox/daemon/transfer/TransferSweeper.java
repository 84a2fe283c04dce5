package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.routing.Workers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks through the open transfers twice a minute. */
final class TransferSweeper implements Managed {
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Transfers transfers;
  private final ScheduledExecutorService timer;
  private final Workers workers;
  private @Nullable Future<?> schedule;

  @Inject
  TransferSweeper(Transfers transfers, ScheduledExecutorService timer, Workers workers) {
    this.transfers = requireNonNull(transfers, "transfers");
    this.timer = requireNonNull(timer, "timer");
    this.workers = requireNonNull(workers, "workers");
  }

  @Override
  public void start() {
    schedule =
        timer.scheduleWithFixedDelay(
            () -> workers.execute(transfers::sweep),
            INTERVAL.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (schedule != null) {
      schedule.cancel(false);
    }
    transfers.closeAll();
  }
}
