package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order given, on the threads of another executor.
 *
 * <p>A task sees what the one before it wrote. One that throws is logged and does not stop those
 * behind it. The queue is unbounded: whoever gives tasks bounds them.
 */
public final class SerialExecutor implements Executor {
  private static final Logger log = LoggerFactory.getLogger(SerialExecutor.class);

  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  public SerialExecutor(Executor executor) {
    this.executor = requireNonNull(executor, "executor");
  }

  /**
   * Adds a task.
   *
   * @throws java.util.concurrent.RejectedExecutionException where the other executor refuses; the
   *     task and those waiting with it are then dropped
   */
  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      waiting.add(requireNonNull(task, "task"));
      if (running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    try {
      executor.execute(this::drain);
    } catch (RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  private void drain() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable e) {
        log.error("task failed", e);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = waiting.poll();
      running = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }

  private void giveUp() {
    lock.lock();
    try {
      waiting.clear();
      running = false;
    } finally {
      lock.unlock();
    }
  }
}
