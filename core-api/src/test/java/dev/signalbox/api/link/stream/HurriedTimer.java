package dev.signalbox.api.link.stream;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Lets many seconds pass in one. */
final class HurriedTimer extends ScheduledThreadPoolExecutor implements AutoCloseable {
  private final int times;

  HurriedTimer(int times) {
    super(1);
    this.times = times;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(task, unit.toNanos(delay) / times, TimeUnit.NANOSECONDS);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initial, long delay, TimeUnit unit) {
    return super.scheduleWithFixedDelay(
        task, unit.toNanos(initial) / times, unit.toNanos(delay) / times, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    shutdownNow();
  }
}
