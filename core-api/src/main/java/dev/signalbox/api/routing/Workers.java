package dev.signalbox.api.routing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The threads that may block: a virtual thread per task where the JVM has them (21 and newer), a
 * bounded pool of daemon threads elsewhere.
 *
 * <p>{@link #execute} goes on with work that was admitted and refuses only after {@link #close};
 * {@link #admission} takes in new work and refuses it while the pool has too much waiting.
 */
public final class Workers implements Executor, AutoCloseable {
  private static final int POOL_THREADS = 256;
  private static final int MAX_WAITING = 1024;

  private final ExecutorService executor;
  private final BooleanSupplier full;

  private Workers(ExecutorService executor, BooleanSupplier full) {
    this.executor = executor;
    this.full = full;
  }

  /**
   * Returns the best that this JVM has.
   *
   * @param name the start of the threads' names, such as {@code panel}
   */
  public static Workers create(String name) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Object virtual =
          lookup
              .findStatic(
                  Thread.class,
                  "ofVirtual",
                  MethodType.methodType(Class.forName("java.lang.Thread$Builder$OfVirtual")))
              .invoke();
      MethodHandle named =
          lookup.findVirtual(
              builder, "name", MethodType.methodType(builder, String.class, long.class));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      MethodHandle perTask =
          lookup.findStatic(
              Executors.class,
              "newThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      ThreadFactory threads =
          (ThreadFactory) factory.invoke(named.invoke(virtual, name + "-worker-", 0L));
      return new Workers((ExecutorService) perTask.invoke(threads), () -> false);
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      return pool(name, POOL_THREADS, MAX_WAITING);
    } catch (Throwable e) {
      throw new LinkageError("virtual threads are there and cannot be used", e);
    }
  }

  /**
   * Returns a bounded pool.
   *
   * @param threads most threads at once, &gt; 0; idle ones end
   * @param maxWaiting how many tasks may wait before {@link #admission} refuses, &ge; 0
   */
  public static Workers pool(String name, int threads, int maxWaiting) {
    LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    AtomicLong count = new AtomicLong();
    ThreadFactory factory =
        task -> {
          Thread thread = new Thread(task, name + "-worker-" + count.getAndIncrement());
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS, waiting, factory);
    pool.allowCoreThreadTimeOut(true);
    return new Workers(pool, () -> waiting.size() > maxWaiting);
  }

  /** Runs a task that belongs to work already begun. */
  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  /** Returns an executor for new work, which refuses while too much is waiting. */
  public Executor admission() {
    return task -> {
      if (full.getAsBoolean()) {
        throw new RejectedExecutionException("too many tasks are waiting");
      }
      executor.execute(task);
    };
  }

  /**
   * Refuses further tasks, lets running ones end, and interrupts those that have not ended after
   * the time.
   *
   * @return whether all ended by themselves
   */
  public boolean stop(Duration grace) {
    executor.shutdown();
    boolean ended = false;
    try {
      ended = executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      executor.shutdownNow();
    }
    return ended;
  }

  /** Refuses further tasks and interrupts the running ones; does not wait. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
