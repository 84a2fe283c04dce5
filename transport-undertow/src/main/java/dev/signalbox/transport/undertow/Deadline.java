package dev.signalbox.transport.undertow;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * One time limit of a connection, moved often and reached seldom; used on its I/O thread only.
 *
 * <p>Moving it later stores a number: the timer that is already set looks again when it fires.
 */
final class Deadline {
  private final XnioIoThread thread;
  private @Nullable Runnable action;
  private long at;
  private XnioExecutor.@Nullable Key timer;
  private long timerAt;

  Deadline(XnioIoThread thread) {
    this.thread = thread;
  }

  /** Runs the action after the delay unless it is set anew or cleared before. */
  void set(Duration delay, Runnable newAction) {
    action = newAction;
    at = System.nanoTime() + delay.toNanos();
    if (timer == null || timerAt - at > 0) {
      cancelTimer();
      schedule();
    }
  }

  void clear() {
    action = null;
  }

  /** Clears it for good. */
  void end() {
    action = null;
    cancelTimer();
  }

  private void cancelTimer() {
    XnioExecutor.Key key = timer;
    timer = null;
    if (key != null) {
      key.remove();
    }
  }

  private void schedule() {
    timerAt = at;
    try {
      long delay = Math.max(0, at - System.nanoTime());
      timer = thread.executeAfter(this::fire, delay / 1_000_000 + 1, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The thread is ending, and every connection of it with it.
      timer = null;
    }
  }

  private void fire() {
    timer = null;
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
