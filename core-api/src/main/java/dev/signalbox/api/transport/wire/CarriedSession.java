package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the listener holds of a WebSocket: every call goes to the I/O thread, and many messages go
 * there by one task.
 */
final class CarriedSession implements WebSocketSession {
  private final WebSocketProtocol protocol;
  private final WebSocketCarrier carrier;
  private final WebSocketOutbox outbox;
  private final String subprotocol;
  private final AtomicBoolean writeScheduled = new AtomicBoolean();

  CarriedSession(
      WebSocketProtocol protocol,
      WebSocketCarrier carrier,
      WebSocketOutbox outbox,
      String subprotocol) {
    this.protocol = protocol;
    this.carrier = carrier;
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
    run(() -> protocol.request(n));
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
    CompletionStage<Void> sent = outbox.add(opcode, payload);
    if (writeScheduled.compareAndSet(false, true)) {
      try {
        carrier.execute(this::write);
      } catch (RejectedExecutionException e) {
        outbox.end();
      }
    }
    return sent;
  }

  private void write() {
    writeScheduled.set(false);
    carrier.write();
  }

  @Override
  public long pendingBytes() {
    return outbox.pendingBytes();
  }

  @Override
  public void close(int code, String reason) {
    if (outbox.close(CloseReason.toSend(code, reason))) {
      run(protocol::closing);
    }
  }

  @Override
  public void abort() {
    outbox.end();
    run(carrier::cut);
  }

  @Override
  public boolean isOpen() {
    return outbox.isOpen();
  }

  private void run(Runnable task) {
    if (carrier.inThread()) {
      task.run();
      return;
    }
    try {
      carrier.execute(task);
    } catch (RejectedExecutionException e) {
      // The server has ended, and every session with it.
      outbox.end();
    }
  }
}
