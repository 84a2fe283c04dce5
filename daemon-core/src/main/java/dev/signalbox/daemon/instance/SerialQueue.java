package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order in which they came.
 *
 * <p>A caller who waits for an answer runs the queue itself, so a pool whose threads all wait here
 * does not come to a halt.
 */
final class SerialQueue {
  private static final Logger log = LoggerFactory.getLogger(SerialQueue.class);

  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ReentrantLock lock = new ReentrantLock();

  SerialQueue(Executor workers, ScheduledExecutorService timer) {
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  /** Has a task run soon; never fails and never blocks. */
  void execute(Runnable task) {
    tasks.add(task);
    dispatch();
  }

  /** Runs a task in its turn and returns its answer, or throws what it threw. */
  <T extends @Nullable Object> T call(Supplier<T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(
        () -> {
          try {
            answer.complete(task.get());
          } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
          }
        });
    drain();
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void dispatch() {
    try {
      workers.execute(this::drain);
    } catch (RejectedExecutionException full) {
      try {
        Future<?> retry = timer.schedule(this::dispatch, 50, TimeUnit.MILLISECONDS);
        log.debug("task postponed done={}", retry.isDone());
      } catch (RejectedExecutionException ended) {
        log.debug("task dropped reason=stopping");
      }
    }
  }

  private void drain() {
    lock.lock();
    try {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        try {
          task.run();
        } catch (RuntimeException e) {
          log.error("task failed", e);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
