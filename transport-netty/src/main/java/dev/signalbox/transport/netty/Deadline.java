package dev.signalbox.transport.netty;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time limit that is moved far more often than it is met: moving it back costs no scheduling. For
 * the event loop's thread only.
 */
final class Deadline {
  private final EventLoop loop;
  private @Nullable Runnable action;
  private @Nullable Future<?> task;
  private long at;
  private long taskAt;

  Deadline(EventLoop loop) {
    this.loop = loop;
  }

  /** Lets the action run once that time from now, in place of what was set before. */
  void set(Duration delay, Runnable newAction) {
    at = System.nanoTime() + delay.toNanos();
    action = newAction;
    if (task != null && taskAt - at > 0) {
      task.cancel(false);
      task = null;
    }
    if (task == null) {
      schedule();
    }
  }

  void clear() {
    action = null;
  }

  /** Clears it for good. */
  void end() {
    action = null;
    if (task != null) {
      task.cancel(false);
      task = null;
    }
  }

  private void schedule() {
    taskAt = at;
    task = loop.schedule(this::fire, at - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void fire() {
    task = null;
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
