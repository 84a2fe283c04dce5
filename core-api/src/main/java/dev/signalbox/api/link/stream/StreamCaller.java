package dev.signalbox.api.link.stream;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calling end of a stream: one request at a time, and its reply. Safe for any thread; nothing
 * blocks.
 *
 * <p>A body of a reply that is cancelled, or a call that is, closes the stream, and so does a reply
 * that came before the request's body had ended. A reply that switches to a WebSocket has the
 * stream to itself.
 */
public final class StreamCaller implements WebSocketListener {
  /** Told of what can be done with a stream; called on any thread, and must not block. */
  public interface Listener {
    /** The stream takes a call: it was opened, or an exchange is over. */
    void free(StreamCaller stream);

    /** The stream takes no call any more; the last there is to tell of it. */
    void closed(StreamCaller stream);
  }

  private enum State {
    OPENING,
    FREE,
    BUSY,
    CLOSED
  }

  private final Listener listener;
  private final Wire wire = new Wire();
  private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);

  /** For the tasks of the wire only. */
  private @Nullable CalledExchange exchange;

  public StreamCaller(Listener listener) {
    this.listener = requireNonNull(listener, "listener");
  }

  /**
   * Sends a request.
   *
   * @return the reply, which fails with {@code link.broken} where the stream ends before it comes,
   *     and may be cancelled
   * @throws IllegalStateException while the stream is not free
   */
  public CompletionStage<HttpReply> call(HttpRequest request) {
    requireNonNull(request, "request");
    if (state.get() == State.CLOSED) {
      return CompletableFuture.failedStage(Wire.broken("the stream is closed"));
    }
    if (!state.compareAndSet(State.FREE, State.BUSY)) {
      throw new IllegalStateException("stream: " + state.get() + " (expected: FREE)");
    }
    CalledExchange called = new CalledExchange(wire, request, this::over);
    wire.execute(() -> begin(called));
    return called.reply();
  }

  /** Cuts the stream; an exchange on it fails. */
  public void close() {
    state.set(State.CLOSED);
    wire.execute(wire::abort);
  }

  /** Cuts the stream where its reply was a WebSocket that nobody has opened. */
  void closeUnlessOpened() {
    wire.execute(
        () -> {
          if (exchange != null && exchange.isUnopened()) {
            wire.abort();
          }
        });
  }

  boolean isOpen() {
    return state.get() != State.CLOSED && wire.isOpen();
  }

  private void begin(CalledExchange called) {
    exchange = called;
    if (state.get() == State.CLOSED) {
      called.closed(Wire.NORMAL, "");
    } else {
      called.begin();
    }
  }

  private void over(boolean clean) {
    exchange = null;
    if (clean && state.compareAndSet(State.BUSY, State.FREE)) {
      listener.free(this);
    } else {
      wire.cancel();
    }
  }

  @Override
  public void onOpen(WebSocketSession session) {
    wire.execute(
        () -> {
          wire.opened(session);
          if (state.compareAndSet(State.OPENING, State.FREE)) {
            listener.free(this);
          } else {
            wire.abort();
          }
        });
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    wire.execute(
        () -> {
          wire.received();
          CalledExchange current = exchange;
          if (current != null) {
            current.text(text);
          } else if (isOpen()) {
            wire.violation("a text without a request");
          }
        });
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    wire.execute(
        () -> {
          wire.received();
          CalledExchange current = exchange;
          if (current != null) {
            current.binary(data);
          } else if (isOpen()) {
            wire.violation("bytes without a request");
          }
        });
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    wire.execute(
        () -> {
          state.set(State.CLOSED);
          CalledExchange current = exchange;
          exchange = null;
          if (current != null) {
            current.closed(code, reason);
          }
          listener.closed(this);
        });
  }
}
