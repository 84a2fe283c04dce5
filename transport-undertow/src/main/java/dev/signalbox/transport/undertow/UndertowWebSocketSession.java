package dev.signalbox.transport.undertow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.transport.wire.CloseReason;
import dev.signalbox.api.transport.wire.Frames;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the listener holds of a WebSocket: every call goes to the I/O thread. */
final class UndertowWebSocketSession implements WebSocketSession {
  private final WebSocketConnection connection;
  private final ClientConnection client;
  private final WebSocketOutbox outbox;
  private final String subprotocol;
  private final AtomicBoolean flushScheduled = new AtomicBoolean();

  /** Whether either side has begun to close. */
  private final AtomicBoolean closing = new AtomicBoolean();

  UndertowWebSocketSession(
      WebSocketConnection connection,
      ClientConnection client,
      WebSocketOutbox outbox,
      String subprotocol) {
    this.connection = connection;
    this.client = client;
    this.outbox = outbox;
    this.subprotocol = subprotocol;
  }

  @Override
  public String subprotocol() {
    return subprotocol;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      throw new IllegalArgumentException("n: " + n + " (expected: > 0)");
    }
    run(() -> connection.request(n));
  }

  @Override
  public CompletionStage<Void> sendText(String text) {
    return send(Frames.TEXT, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  @Override
  public CompletionStage<Void> sendBinary(ByteBuffer data) {
    return send(Frames.BINARY, data.duplicate());
  }

  private CompletionStage<Void> send(int opcode, ByteBuffer payload) {
    if (closing.get()) {
      return CompletableFuture.failedStage(new ClosedChannelException());
    }
    CompletableFuture<Void> sent = outbox.add(opcode, payload);
    if (flushScheduled.compareAndSet(false, true)) {
      try {
        client.thread().execute(this::flush);
      } catch (RejectedExecutionException e) {
        outbox.failQueued();
      }
    }
    return sent;
  }

  private void flush() {
    flushScheduled.set(false);
    connection.flush();
  }

  @Override
  public long pendingBytes() {
    return outbox.pendingBytes();
  }

  @Override
  public void close(int code, String reason) {
    CloseReason wanted = CloseReason.toSend(code, reason);
    if (beginClosing()) {
      run(() -> connection.close(wanted));
    }
  }

  @Override
  public void abort() {
    closing.set(true);
    run(client::close);
  }

  @Override
  public boolean isOpen() {
    return !closing.get();
  }

  /** Answers true to the first who begins to close. */
  boolean beginClosing() {
    return closing.compareAndSet(false, true);
  }

  private void run(Runnable task) {
    try {
      client.run(task);
    } catch (RejectedExecutionException e) {
      // The server has ended and every session with it.
    }
  }
}
