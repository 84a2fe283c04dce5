package dev.signalbox.transport.netty;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpLimits;
import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** All connections of a server: what they share, and how they end together. */
final class Connections {
  private final HttpHandler handler;
  private final HttpLimits limits;
  private final AtomicInteger channels = new AtomicInteger();
  private final Set<Drainable> open = ConcurrentHashMap.newKeySet();
  private final Set<Drainable> busy = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LongAdder discarded = new LongAdder();
  private volatile boolean stopping;

  Connections(HttpHandler handler, HttpLimits limits) {
    this.handler = handler;
    this.limits = limits;
  }

  HttpHandler handler() {
    return handler;
  }

  HttpLimits limits() {
    return limits;
  }

  /** Counts bytes that were read only to be thrown away. */
  void discarded(long bytes) {
    discarded.add(bytes);
  }

  long discardedBytes() {
    return discarded.sum();
  }

  boolean isStopping() {
    return stopping;
  }

  /** Counts a new channel; answers false where it is one too many. */
  boolean admit(Channel channel) {
    int count = channels.incrementAndGet();
    channel.closeFuture().addListener(closed -> channels.decrementAndGet());
    return count <= limits.maxConnections() && !stopping;
  }

  void opened(Drainable connection) {
    open.add(connection);
  }

  void closed(Drainable connection) {
    open.remove(connection);
    busy.remove(connection);
    signal();
  }

  /** An exchange begins. */
  void busy(Drainable connection) {
    busy.add(connection);
  }

  /** An exchange has come to its own end. */
  void idle(Drainable connection) {
    busy.remove(connection);
    signal();
  }

  private void signal() {
    if (stopping) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Ends all connections, those with an exchange in flight behind it.
   *
   * @return whether every exchange came to its own end by the deadline, in the sense of {@code
   *     System.nanoTime}
   */
  boolean drain(long deadline) throws InterruptedException {
    stopping = true;
    each(Drainable::drain);
    // What is idle leaves by itself now; what is not yet looked at counts as busy by being open.
    awaitEmpty(open, deadline);
    return busy.isEmpty();
  }

  /** Cuts off what is left, and waits for that as long as the deadline lets it. */
  void abort(long deadline) throws InterruptedException {
    each(Drainable::abort);
    awaitEmpty(open, deadline);
  }

  private void each(Consumer<Drainable> action) {
    for (Drainable connection : open) {
      try {
        connection.channel().eventLoop().execute(() -> action.accept(connection));
      } catch (RejectedExecutionException e) {
        closed(connection);
      }
    }
  }

  private void awaitEmpty(Set<Drainable> connections, long deadline) throws InterruptedException {
    lock.lock();
    try {
      while (!connections.isEmpty()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        // Bounded: an end that came before `stopping` was seen gives no signal.
        changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
      }
    } finally {
      lock.unlock();
    }
  }
}
