package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.routing.Workers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The workers and the one timer thread of a panel or a daemon; made first, so that they end last.
 */
final class Threads implements Managed {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Workers workers;
  private final ScheduledExecutorService timer;

  Threads(String name) {
    requireNonNull(name, "name");
    this.workers = Workers.create(name);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name + "-timer");
              thread.setDaemon(true);
              return thread;
            });
  }

  Workers workers() {
    return workers;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Threads begin with the first task. */
  @Override
  public void start() {}

  @Override
  public void stop() {
    timer.shutdownNow();
    workers.stop(GRACE);
  }
}
