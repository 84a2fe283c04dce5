package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.ticket.TicketRight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open console: a cursor into the log whose bytes are sent as fast as the client takes them.
 *
 * <p>Nothing is queued for a slow client but what is in flight, at most a window; the rest waits in
 * the log. All sending is done by {@link #drain()}, which runs on the workers, one at a time.
 */
final class ConsoleSocket implements WebSocketListener {
  private static final Logger log = LoggerFactory.getLogger(ConsoleSocket.class);

  static final Duration WRITE_DEADLINE = Duration.ofSeconds(60);
  static final Duration ROTATION = Duration.ofMinutes(2);
  private static final Duration OPENING = Duration.ofSeconds(60);
  private static final long FIRST_BYTES = 64 << 10;
  private static final long WINDOW = 256 << 10;
  private static final long NEAR_END = 256 << 10;
  private static final int MOST_TEXTS = 64;

  /** A text that is due when the cursor has come to the offset. */
  private record Due(long offset, String text) {}

  private final ConsoleContext context;
  private final ConsoleFeed feed;
  private final ConsoleGrant grant;
  private final @Nullable Long from;
  private final Consumer<ConsoleSocket> onClosed;

  private final AtomicInteger work = new AtomicInteger();
  private final AtomicLong inFlight = new AtomicLong();
  private final ReentrantLock textsLock = new ReentrantLock();
  private final Deque<Due> texts = new ArrayDeque<>();
  private final AtomicBoolean pongDue = new AtomicBoolean();

  private volatile @Nullable WebSocketSession session;
  private volatile boolean closed;
  private volatile boolean starved;
  private volatile Instant progressAt;
  private volatile Instant rotatedAt = Instant.MAX;
  private ConsoleLog.@Nullable Watch watch;

  // Only in drain().
  private @Nullable ConsoleCursor cursor;
  private @Nullable String token;
  private @Nullable String tokenBefore;

  ConsoleSocket(
      ConsoleContext context,
      ConsoleFeed feed,
      ConsoleGrant grant,
      @Nullable Long from,
      Consumer<ConsoleSocket> onClosed) {
    this.context = requireNonNull(context, "context");
    this.feed = requireNonNull(feed, "feed");
    this.grant = requireNonNull(grant, "grant");
    this.from = from;
    this.onClosed = requireNonNull(onClosed, "onClosed");
    this.progressAt = context.clock().instant();
  }

  ConsoleGrant grant() {
    return grant;
  }

  @Override
  public void onOpen(WebSocketSession opened) {
    long end = feed.log().end();
    if (from != null && from > end) {
      close(opened, 4416, "from: " + from + " (expected: at most " + end + ")");
      return;
    }
    session = opened;
    if (closed) {
      close(opened, Consoles.CLOSE_ENDED, "revoked");
      return;
    }
    watch = feed.log().watch(this::wake);
    wake();
    opened.request(1);
  }

  @Override
  public void onText(WebSocketSession sender, String text) {
    try {
      ConsoleMessages.ClientMessage message = ConsoleMessages.parse(text);
      if (message instanceof ConsoleMessages.ClientMessage.Input input) {
        input(input.data());
      } else if (message instanceof ConsoleMessages.ClientMessage.Ping) {
        pongDue.set(true);
        wake();
      }
      // A resize is for terminals only, and no instance here is one.
    } catch (SignalboxException e) {
      close(sender, 4400, e.getMessage());
      return;
    }
    sender.request(1);
  }

  @Override
  public void onBinary(WebSocketSession sender, ByteBuffer data) {
    close(sender, 4400, "binary message (expected: text)");
  }

  @Override
  public void onClose(WebSocketSession gone, int code, String reason) {
    closed = true;
    ConsoleLog.Watch watching = watch;
    if (watching != null) {
      watching.close();
    }
    onClosed.accept(this);
  }

  /** Tells of a state once the output before it was sent. */
  void stateChanged(InstanceState state) {
    enqueue(new Due(feed.log().end(), ConsoleMessages.state(state)));
  }

  /** Looks after what time brings: a client that hangs, a token that ages, the end of the leave. */
  void tick(Instant now) {
    WebSocketSession open = session;
    if (open == null) {
      if (progressAt.plus(OPENING).isBefore(now)) {
        // The handshake failed: nobody else will tell.
        closed = true;
        onClosed.accept(this);
      }
      return;
    }
    if (closed) {
      return;
    }
    if (!grant.until().isAfter(now)) {
      end(Consoles.CLOSE_ENDED, "the console was open for its longest time");
    } else if (inFlight.get() > 0 && progressAt.plus(WRITE_DEADLINE).isBefore(now)) {
      log.info("console viewer cut off instance={} reason=stalled", grant.instance());
      open.abort();
    } else if (starved || isRotationDue(now)) {
      starved = false;
      wake();
    }
  }

  /** Closes from our side. */
  void end(int code, String reason) {
    closed = true;
    WebSocketSession open = session;
    if (open != null) {
      close(open, code, reason);
    }
  }

  private void input(String data) {
    if (!grant.rights().contains(TicketRight.INPUT)) {
      sayNow(ConsoleMessages.error("console.read-only", "this console shows and takes no input"));
      return;
    }
    try {
      feed.input(ByteBuffer.wrap(data.getBytes(feed.encoding())));
    } catch (SignalboxException e) {
      sayNow(ConsoleMessages.error(e.code().id(), String.valueOf(e.getMessage())));
    }
  }

  private void sayNow(String text) {
    enqueue(new Due(0, text));
  }

  private void enqueue(Due due) {
    textsLock.lock();
    try {
      if (texts.size() >= MOST_TEXTS) {
        // A client that reads nothing learns of the newest only.
        texts.removeFirst();
      }
      texts.addLast(due);
    } finally {
      textsLock.unlock();
    }
    wake();
  }

  /** Has the workers send what there is; never blocks and never fails. */
  private void wake() {
    if (work.getAndIncrement() == 0) {
      dispatch();
    }
  }

  private void dispatch() {
    try {
      context.workers().execute(this::drain);
    } catch (RejectedExecutionException e) {
      // The pool is full: whoever produces must not wait for it, so the next tick tries again.
      work.set(0);
      starved = true;
    }
  }

  private void drain() {
    int seen = Math.max(1, work.get());
    do {
      WebSocketSession open = session;
      if (open != null && !closed && open.isOpen()) {
        try {
          send(open);
        } catch (IOException | RuntimeException e) {
          log.warn("console broke off instance={}", grant.instance(), e);
          end(1011, "the log cannot be read");
        }
      }
      seen = work.addAndGet(-seen);
    } while (seen != 0);
  }

  private void send(WebSocketSession open) throws IOException {
    ConsoleCursor at = cursor;
    if (at == null) {
      at = hello(open);
      cursor = at;
    }
    rotate(open);
    pong(open);
    while (inFlight.get() < WINDOW && open.pendingBytes() < WINDOW) {
      sendTexts(open, at.offset());
      ConsolePiece piece = at.next();
      if (piece instanceof ConsolePiece.Output output) {
        sendBinary(open, output.data());
      } else if (piece instanceof ConsolePiece.Gap gap) {
        sendText(open, ConsoleMessages.gap(gap.from(), gap.to()));
      } else {
        return;
      }
    }
  }

  private ConsoleCursor hello(WebSocketSession open) {
    long end = feed.log().end();
    long offset =
        from == null ? Math.max(feed.log().oldest(), end - FIRST_BYTES) : Math.min(from, end);
    sendText(
        open,
        ConsoleMessages.hello(
            offset,
            end,
            feed.state(),
            feed.encoding(),
            grant.rights(),
            issue(context.clock().instant())));
    return new ConsoleCursor(feed.log(), offset, NEAR_END);
  }

  private void rotate(WebSocketSession open) {
    Instant now = context.clock().instant();
    if (isRotationDue(now) && inFlight.get() < WINDOW) {
      sendText(open, ConsoleMessages.resume(issue(now)));
    }
  }

  /**
   * However many pings came, one answer; to a client that takes none, the output is answer enough.
   */
  private void pong(WebSocketSession open) {
    if (inFlight.get() < WINDOW && pongDue.getAndSet(false)) {
      sendText(open, ConsoleMessages.pong());
    }
  }

  private boolean isRotationDue(Instant now) {
    return now.minus(ROTATION).isAfter(rotatedAt);
  }

  /** The token before stays good: the connection may break before the new one has arrived. */
  private String issue(Instant now) {
    if (tokenBefore != null) {
      context.tokens().forget(tokenBefore);
    }
    String fresh = context.tokens().issue(grant);
    if (closed) {
      // Revoked meanwhile: what voids the tokens may have looked before this one was there.
      context.tokens().forget(fresh);
    }
    tokenBefore = token;
    token = fresh;
    rotatedAt = now;
    return fresh;
  }

  private void sendTexts(WebSocketSession open, long offset) {
    while (true) {
      Due due;
      textsLock.lock();
      try {
        due = texts.peekFirst();
        if (due == null || due.offset() > offset) {
          return;
        }
        texts.removeFirst();
      } finally {
        textsLock.unlock();
      }
      sendText(open, due.text());
    }
  }

  private void sendText(WebSocketSession open, String text) {
    sent(text.length(), open.sendText(text));
  }

  private void sendBinary(WebSocketSession open, ByteBuffer data) {
    sent(data.remaining(), open.sendBinary(data));
  }

  private void sent(int bytes, CompletionStage<Void> stage) {
    if (inFlight.getAndAdd(bytes) == 0) {
      progressAt = context.clock().instant();
    }
    stage.whenComplete(
        (done, failure) -> {
          progressAt = context.clock().instant();
          inFlight.addAndGet(-bytes);
          if (failure == null) {
            wake();
          }
        });
  }

  private static void close(WebSocketSession open, int code, @Nullable String reason) {
    String text = reason == null ? "" : reason;
    open.close(code, text.length() <= 40 ? text : text.substring(0, 40));
  }
}
