package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Walks the way to a server hop by hop, from the kind of its address to what its pages may do.
 *
 * <p>When a hop fails, those behind it are skipped; but authority, name and dates of a certificate
 * are each judged on their own, and so are the clock, WebSockets and the origin. No connection goes
 * on behind a certificate that is not accepted. Each hop takes at most 3 seconds, the whole at most
 * 10. Nothing secret is sent, no redirect followed, no proxy used, and no link-local address
 * dialled, nor a name that leads to one.
 *
 * <p>Thread-safe.
 */
public final class EndpointProbe {
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final NameLookup names;

  /**
   * @param executor may block; a walk takes two of its threads, and one more for each further
   *     address of a name
   * @param timer is used to end what takes too long, and not blocked
   */
  public EndpointProbe(Executor executor, ScheduledExecutorService timer, InstantSource clock) {
    this(executor, timer, clock, NameLookup.system());
  }

  EndpointProbe(
      Executor executor, ScheduledExecutorService timer, InstantSource clock, NameLookup names) {
    this.executor = requireNonNull(executor, "executor");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
    this.names = requireNonNull(names, "names");
  }

  /**
   * Walks to a target.
   *
   * @return a check for each hop, in their order; cancelling it closes all connections at once
   */
  public CompletableFuture<List<Check>> walk(ProbeTarget target) {
    requireNonNull(target, "target");
    CompletableFuture<List<Check>> result = new CompletableFuture<>();
    WalkTime time = new WalkTime(timer);
    result.whenComplete((checks, failure) -> time.close());
    try {
      executor.execute(() -> walk(new Walk(target, names, executor, clock, time), result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  private static void walk(Walk walk, CompletableFuture<List<Check>> result) {
    try {
      result.complete(walk.run());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.cancel(false);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
