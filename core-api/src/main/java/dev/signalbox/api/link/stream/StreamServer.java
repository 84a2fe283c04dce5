package dev.signalbox.api.link.stream;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The serving end of a stream: gives each request that comes to a handler and sends its reply.
 *
 * <p>The handler is called on the thread that brings the request and must not block. Where the
 * caller goes away, the handler's stage is cancelled, bodies end in {@code link.broken} and what a
 * reply holds is released.
 */
public final class StreamServer implements WebSocketListener {
  private final HttpHandler handler;
  private final Peer peer;
  private final Executor readers;
  private final Wire wire = new Wire();

  /** For the tasks of the wire only. */
  private @Nullable ServedExchange exchange;

  /** Serves with files read on the thread that sends. */
  public StreamServer(HttpHandler handler, Peer peer) {
    this(handler, peer, Runnable::run);
  }

  /**
   * Serves one stream.
   *
   * @param peer who sends every request of this stream
   * @param readers where files are read, which may block
   */
  public StreamServer(HttpHandler handler, Peer peer, Executor readers) {
    this.handler = requireNonNull(handler, "handler");
    this.peer = requireNonNull(peer, "peer");
    this.readers = requireNonNull(readers, "readers");
  }

  private void begin(String text) {
    wire.consumed(1);
    ServedExchange served;
    try {
      CallHead head = HeadText.read(text, CallHead.class);
      served = new ServedExchange(wire, head, peer, readers, this::over);
    } catch (IllegalArgumentException | NullPointerException | SignalboxException e) {
      wire.violation("the head of a request that makes no sense");
      return;
    }
    exchange = served;
    served.begin(handler);
  }

  private void over(boolean clean) {
    exchange = null;
    if (!clean) {
      wire.close(Wire.FAILED, "");
    }
  }

  @Override
  public void onOpen(WebSocketSession session) {
    wire.execute(() -> wire.opened(session));
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    wire.execute(
        () -> {
          wire.received();
          ServedExchange current = exchange;
          if (current != null) {
            current.text(text);
          } else if (wire.isOpen()) {
            begin(text);
          }
        });
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    wire.execute(
        () -> {
          wire.received();
          ServedExchange current = exchange;
          if (current != null) {
            current.binary(data);
          } else if (wire.isOpen()) {
            wire.violation("bytes without a request");
          }
        });
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    wire.execute(
        () -> {
          ServedExchange current = exchange;
          exchange = null;
          if (current != null) {
            current.closed(code, reason);
          }
        });
  }
}
