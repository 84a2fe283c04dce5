package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonPrimitive;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.id.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open socket: a cursor in the ring. It tells what has happened in rounds, at most four a
 * second, so that of many events about one subject only the last of each round is told.
 */
final class EventSocket implements WebSocketListener {
  private static final Logger log = LoggerFactory.getLogger(EventSocket.class);
  private static final long ROUND_NANOS = Duration.ofMillis(250).toNanos();
  private static final long STALLED_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long RENEW_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long WINDOW = 256 << 10;

  static final int BAD_MESSAGE = 4400;
  static final int ENDED = 4401;
  static final int RESYNC = 4409;

  /** What every socket works with. */
  record Context(EventRing ring, Executor workers, ScheduledExecutorService timer) {}

  private final Context context;
  private final UserId user;
  private final EventViewer viewer;
  private final @Nullable Long from;
  private final Consumer<EventSocket> onClosed;
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicLong inFlight = new AtomicLong();
  private final ReentrantLock sending = new ReentrantLock();
  private final long madeAt = System.nanoTime();

  private volatile @Nullable WebSocketSession session;
  private volatile boolean closed;
  private volatile boolean starved;
  private volatile boolean full;
  private volatile long nextRound = madeAt;
  private volatile long progressAt = madeAt;
  private volatile long renewedAt = madeAt;

  // Only under the lock.
  private long cursor;
  private long roundEnd;

  /**
   * @param from behind which event to begin; null for the newest. The ring reaches it
   */
  EventSocket(
      Context context,
      UserId user,
      EventViewer viewer,
      @Nullable Long from,
      Consumer<EventSocket> onClosed) {
    this.context = requireNonNull(context, "context");
    this.user = requireNonNull(user, "user");
    this.viewer = requireNonNull(viewer, "viewer");
    this.from = from;
    this.onClosed = requireNonNull(onClosed, "onClosed");
  }

  UserId user() {
    return user;
  }

  @Override
  public void onOpen(WebSocketSession opened) {
    sending.lock();
    try {
      EventRing ring = context.ring();
      boolean goesOn = from != null && ring.reaches(from);
      cursor = from != null && goesOn ? from : ring.last();
      roundEnd = cursor;
      send(
          opened,
          "{\"type\":\"hello\",\"boot\":%s,\"seq\":%d,\"missed\":%b}"
              .formatted(new JsonPrimitive(ring.boot().value()), cursor, from != null && !goesOn));
      session = opened;
    } finally {
      sending.unlock();
    }
    if (closed) {
      opened.close(1001, "the panel stops");
      return;
    }
    opened.request(1);
    wake();
  }

  @Override
  public void onText(WebSocketSession sender, String text) {
    end(BAD_MESSAGE, "a message (expected: none)");
  }

  @Override
  public void onBinary(WebSocketSession sender, ByteBuffer data) {
    end(BAD_MESSAGE, "a message (expected: none)");
  }

  @Override
  public void onClose(WebSocketSession gone, int code, String reason) {
    closed = true;
    onClosed.accept(this);
  }

  /** Has what is new told in the next round; neither blocks nor fails. */
  void wake() {
    if (session != null && !closed && due.compareAndSet(false, true)) {
      dispatch(nextRound - System.nanoTime());
    }
  }

  /** Looks after what time brings: who hangs, who never came, and whose sign-in has ended. */
  void tick() {
    long now = System.nanoTime();
    WebSocketSession open = session;
    if (open == null) {
      if (now - madeAt > STALLED_NANOS) {
        // The handshake failed: nobody else will tell.
        closed = true;
        onClosed.accept(this);
      }
    } else if (inFlight.get() > 0 && now - progressAt > STALLED_NANOS) {
      log.info("event listener cut off user={} reason=stalled", user);
      open.abort();
    } else if (starved || now - renewedAt > RENEW_NANOS) {
      starved = false;
      wake();
    }
  }

  /** Closes from our side. */
  void end(int code, String reason) {
    closed = true;
    WebSocketSession open = session;
    if (open != null) {
      open.close(code, reason);
    }
  }

  private void dispatch(long nanos) {
    try {
      if (nanos <= 0) {
        context.workers().execute(this::round);
      } else {
        context.timer().schedule(() -> dispatch(0), nanos, TimeUnit.NANOSECONDS);
      }
    } catch (RejectedExecutionException e) {
      // The pool is full: whoever publishes must not wait for it, so the next tick tries again.
      due.set(false);
      starved = true;
    }
  }

  private void round() {
    due.set(false);
    sending.lock();
    try {
      WebSocketSession open = session;
      if (open != null && !closed && open.isOpen()) {
        tell(open);
      }
    } catch (RuntimeException e) {
      log.error("event listener broke off user={}", user, e);
      end(RESYNC, "events were lost");
    } finally {
      sending.unlock();
    }
  }

  private void tell(WebSocketSession open) {
    if (!isSignedIn()) {
      end(ENDED, "the sign-in has ended");
      return;
    }
    EventRing ring = context.ring();
    if (cursor >= roundEnd) {
      roundEnd = ring.last();
      nextRound = System.nanoTime() + ROUND_NANOS;
    }
    full = false;
    while (true) {
      EventRing.Numbered next = ring.after(cursor);
      if (!ring.reaches(cursor)) {
        end(RESYNC, "too slow: events were lost");
        return;
      }
      if (next == null || next.seq() > roundEnd) {
        finishRound(next != null);
        return;
      }
      if (inFlight.get() >= WINDOW || open.pendingBytes() >= WINDOW) {
        full = true;
        return;
      }
      if (viewer.hears(next.event().audience())) {
        tell(open, next);
      }
      cursor = next.seq();
    }
  }

  private void finishRound(boolean more) {
    cursor = roundEnd;
    if (more) {
      wake();
    }
  }

  private boolean isSignedIn() {
    long now = System.nanoTime();
    if (now - renewedAt <= RENEW_NANOS) {
      return viewer.isCurrent();
    }
    renewedAt = now;
    return viewer.renew();
  }

  private void tell(WebSocketSession open, EventRing.Numbered numbered) {
    numbered
        .event()
        .json()
        .ifPresent(
            event ->
                send(
                    open,
                    "{\"type\":\"event\",\"seq\":%d,\"at\":\"%s\",\"event\":%s}"
                        .formatted(numbered.seq(), numbered.at(), event)));
  }

  private void send(WebSocketSession open, String text) {
    int bytes = text.length();
    if (inFlight.getAndAdd(bytes) == 0) {
      progressAt = System.nanoTime();
    }
    open.sendText(text)
        .whenComplete(
            (done, failure) -> {
              progressAt = System.nanoTime();
              long left = inFlight.addAndGet(-bytes);
              if (failure == null && full && left < WINDOW / 2) {
                goOn();
              }
            });
  }

  /** The same round, which stopped because too much was on its way. */
  private void goOn() {
    if (!closed && due.compareAndSet(false, true)) {
      dispatch(0);
    }
  }
}
