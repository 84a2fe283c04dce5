package dev.signalbox.api.link.stream;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.LinkError;
import dev.signalbox.api.transport.wire.HandlerCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands requests to idle streams, and has more opened as they are needed. Safe for any thread;
 * nothing blocks.
 *
 * <p>Two streams at least are kept idle, so that a request need not wait for a handshake; what a
 * burst has left idle beyond them is closed after a while.
 */
public final class StreamPool implements HttpHandler, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamPool.class);
  private static final int LEAST_IDLE = 2;
  private static final long PATIENCE_SECONDS = 10;
  private static final long UNOPENED_SECONDS = 30;
  private static final long ROUND_SECONDS = 3;

  /** Rounds after which what was asked for does not come any more. */
  private static final int ASKED_ROUNDS = 2;

  /** Rounds after which a stream is idle for too long. */
  private static final int IDLE_ROUNDS = 20;

  /** A request that waits for a stream. */
  private record Waiting(HttpRequest request, CompletableFuture<HttpReply> reply) {}

  private record Idle(StreamCaller stream, long since) {}

  private final StreamOpener opener;
  private final int most;
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> upkeep;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<StreamCaller> streams = new HashSet<>();

  /** The one used last comes first. */
  private final ArrayDeque<Idle> idle = new ArrayDeque<>();

  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

  /** In which round those were asked for that have not come. */
  private final ArrayDeque<Long> asked = new ArrayDeque<>();

  private long round;
  private boolean closed;

  /**
   * Begins to ask for streams.
   *
   * @param most streams open at once, 1 or more
   * @param timer of the owner's; runs nothing that takes long
   */
  public StreamPool(StreamOpener opener, int most, ScheduledExecutorService timer) {
    this.opener = requireNonNull(opener, "opener");
    this.timer = requireNonNull(timer, "timer");
    if (most < 1) {
      throw new IllegalArgumentException("most: " + most + " (expected: >= 1)");
    }
    this.most = most;
    upkeep = timer.scheduleWithFixedDelay(this::keepUp, 0, ROUND_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns the listener of a WebSocket that was opened for this pool. */
  public WebSocketListener accept() {
    return new StreamCaller(new Streams());
  }

  /**
   * Sends a request over a stream; waits for one at most 10 s.
   *
   * @return a stage that fails with {@code link.no-stream} where none came, or with {@code
   *     link.broken} where the exchange broke off
   */
  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    Waiting wanting = new Waiting(request, new CompletableFuture<>());
    StreamCaller stream;
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedStage(noStream("the link is down"));
      }
      stream = takeIdle();
      if (stream == null) {
        waiting.add(wanting);
      }
    } finally {
      lock.unlock();
    }
    if (stream != null) {
      call(stream, wanting);
    } else {
      limit(wanting);
    }
    openMore();
    return wanting.reply;
  }

  /** Returns the number of open streams. */
  public int open() {
    lock.lock();
    try {
      return streams.size();
    } finally {
      lock.unlock();
    }
  }

  /** Cuts every stream, and fails every exchange on one or waiting for one. */
  @Override
  public void close() {
    List<StreamCaller> open;
    List<Waiting> left;
    lock.lock();
    try {
      closed = true;
      open = new ArrayList<>(streams);
      left = new ArrayList<>(waiting);
      waiting.clear();
      idle.clear();
    } finally {
      lock.unlock();
    }
    upkeep.cancel(false);
    open.forEach(StreamCaller::close);
    left.forEach(one -> one.reply.completeExceptionally(noStream("the link went down")));
  }

  private static SignalboxException noStream(String why) {
    return new SignalboxException(LinkError.NO_STREAM, "no stream to the daemon: " + why);
  }

  private @Nullable StreamCaller takeIdle() {
    for (Idle next = idle.poll(); next != null; next = idle.poll()) {
      if (next.stream.isOpen()) {
        return next.stream;
      }
    }
    return null;
  }

  private void call(StreamCaller stream, Waiting wanting) {
    CompletionStage<HttpReply> called = stream.call(wanting.request);
    called.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            wanting.reply.completeExceptionally(failure);
            return;
          }
          if (reply instanceof WebSocketUpgrade) {
            // Whoever switches a connection to it may fail to, and has no way to say so.
            schedule(stream::closeUnlessOpened, UNOPENED_SECONDS);
          }
          if (!wanting.reply.complete(reply)) {
            HandlerCall.release(reply);
          }
        });
    wanting.reply.whenComplete(
        (reply, failure) -> {
          if (wanting.reply.isCancelled()) {
            called.toCompletableFuture().cancel(false);
          }
        });
  }

  private void limit(Waiting wanting) {
    schedule(
        () -> {
          if (forget(wanting)) {
            wanting.reply.completeExceptionally(
                noStream("none could be opened within " + PATIENCE_SECONDS + " s"));
          }
        },
        PATIENCE_SECONDS);
    wanting.reply.whenComplete((reply, failure) -> forget(wanting));
  }

  private boolean forget(Waiting wanting) {
    lock.lock();
    try {
      return waiting.remove(wanting);
    } finally {
      lock.unlock();
    }
  }

  private void schedule(Runnable task, long seconds) {
    try {
      timer.schedule(task, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // The owner goes down, and closes this.
      task.run();
    }
  }

  /** Asks for as many as are needed and not asked for yet. */
  private void openMore() {
    int count;
    lock.lock();
    try {
      int wanted = waiting.size() + LEAST_IDLE - idle.size() - asked.size();
      count = closed ? 0 : Math.min(wanted, most - streams.size() - asked.size());
      for (int i = 0; i < count; i++) {
        asked.add(round);
      }
    } finally {
      lock.unlock();
    }
    if (count <= 0) {
      return;
    }
    try {
      opener.open(count);
    } catch (RuntimeException e) {
      log.warn("streams not asked for count={}", count, e);
    }
  }

  private void keepUp() {
    List<StreamCaller> surplus = new ArrayList<>();
    lock.lock();
    try {
      round++;
      asked.removeIf(since -> round - since >= ASKED_ROUNDS);
      while (idle.size() > LEAST_IDLE && round - idle.getLast().since >= IDLE_ROUNDS) {
        surplus.add(idle.removeLast().stream);
      }
    } finally {
      lock.unlock();
    }
    surplus.forEach(StreamCaller::close);
    openMore();
  }

  private final class Streams implements StreamCaller.Listener {
    @Override
    public void free(StreamCaller stream) {
      boolean refused = false;
      Waiting next = null;
      lock.lock();
      try {
        if (streams.add(stream)) {
          asked.poll();
        }
        if (closed || streams.size() > most) {
          refused = true;
        } else {
          next = waiting.poll();
          if (next == null) {
            idle.addFirst(new Idle(stream, round));
          }
        }
      } finally {
        lock.unlock();
      }
      if (refused) {
        stream.close();
      } else if (next != null) {
        call(stream, next);
      }
    }

    @Override
    public void closed(StreamCaller stream) {
      lock.lock();
      try {
        streams.remove(stream);
        idle.removeIf(one -> one.stream == stream);
      } finally {
        lock.unlock();
      }
      openMore();
    }
  }
}
