package dev.signalbox.api.transport.wire;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time limit that is moved far more often than it is met; for the thread of its timer only.
 *
 * <p>Moving it later stores a number: what is scheduled already looks again when it runs.
 */
public final class Deadline {
  /** Runs something later, on the I/O thread of one connection. */
  @FunctionalInterface
  public interface Timer {
    /**
     * Runs the task once, not before the delay; never where the thread has ended.
     *
     * @param nanos the delay in nanoseconds; may be negative
     * @return what keeps the task from being run, where it was not
     */
    Runnable schedule(Runnable task, long nanos);
  }

  private final Timer timer;
  private @Nullable Runnable action;
  private @Nullable Runnable cancellation;
  private long at;
  private long scheduledAt;

  /** Returns a deadline that is not set. */
  public Deadline(Timer timer) {
    this.timer = requireNonNull(timer, "timer");
  }

  /** Runs the action once after the delay, in the place of what was set before. */
  public void set(Duration delay, Runnable newAction) {
    action = newAction;
    at = System.nanoTime() + delay.toNanos();
    if (cancellation == null || scheduledAt - at > 0) {
      cancel();
      schedule();
    }
  }

  /** Lets nothing run until it is set again. */
  public void clear() {
    action = null;
  }

  /** Clears it and frees the timer: for the end of the connection. */
  public void end() {
    action = null;
    cancel();
  }

  private void cancel() {
    Runnable scheduled = cancellation;
    cancellation = null;
    if (scheduled != null) {
      scheduled.run();
    }
  }

  private void schedule() {
    scheduledAt = at;
    cancellation = timer.schedule(this::fire, at - System.nanoTime());
  }

  private void fire() {
    cancellation = null;
    Runnable due = action;
    if (due == null) {
      return;
    }
    if (at - System.nanoTime() > 0) {
      schedule();
      return;
    }
    action = null;
    due.run();
  }
}
