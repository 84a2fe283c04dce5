package dev.signalbox.api.link.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A handler's WebSocket, whose messages are those of the stream from the switch on. */
final class ServedSocket implements WebSocketSession {
  private static final Logger log = LoggerFactory.getLogger(ServedSocket.class);

  /** How long a listener may take to ask for what came before a close. */
  private static final long PATIENCE_SECONDS = 5;

  private final Wire wire;
  private final String subprotocol;
  private final int maxMessageBytes;
  private final WebSocketListener listener;
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private long demand;
  private @Nullable Runnable end;

  ServedSocket(Wire wire, WebSocketUpgrade upgrade) {
    this.wire = wire;
    subprotocol = upgrade.subprotocol();
    maxMessageBytes = upgrade.limits().maxMessageBytes();
    listener = upgrade.listener();
  }

  void open() {
    call(() -> listener.onOpen(this));
  }

  void text(String text) {
    boolean surelyFits = text.length() <= maxMessageBytes / 3;
    if (surelyFits || text.getBytes(UTF_8).length <= maxMessageBytes) {
      deliver(() -> listener.onText(this, text));
    } else {
      wire.close(Wire.TOO_BIG, "message too big");
    }
  }

  void binary(ByteBuffer data) {
    if (data.remaining() <= maxMessageBytes) {
      deliver(() -> listener.onBinary(this, data));
    } else {
      wire.close(Wire.TOO_BIG, "message too big");
    }
  }

  /** The stream has closed; the listener is told behind what came before. */
  void closed(int code, String reason) {
    end = () -> listener.onClose(this, code, reason);
    deliver();
    if (end != null) {
      CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS, wire)
          .execute(
              () -> {
                queue.clear();
                deliver();
              });
    }
  }

  private void deliver(Runnable message) {
    queue.add(message);
    deliver();
  }

  private void deliver() {
    while (demand > 0 && !queue.isEmpty()) {
      demand--;
      call(queue.remove());
    }
    Runnable last = end;
    if (last != null && queue.isEmpty()) {
      end = null;
      call(last);
    }
  }

  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      log.error("WebSocket listener failed subprotocol={}", subprotocol, e);
      wire.close(Wire.FAILED, "");
    }
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
    wire.execute(
        () -> {
          demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
          deliver();
          wire.demand(demand);
        });
  }

  @Override
  public CompletionStage<Void> sendText(String text) {
    boolean surelyFits = text.length() <= StreamSockets.LIMITS.maxMessageBytes() / 3;
    return send(surelyFits ? 0 : text.getBytes(UTF_8).length, () -> wire.sendText(text));
  }

  @Override
  public CompletionStage<Void> sendBinary(ByteBuffer data) {
    return send(data.remaining(), () -> wire.sendBinary(data));
  }

  private CompletionStage<Void> send(int size, Supplier<CompletionStage<Void>> message) {
    if (size > StreamSockets.LIMITS.maxMessageBytes()) {
      log.error(
          "WebSocket message too large for the link subprotocol={} size={}", subprotocol, size);
      wire.close(Wire.FAILED, "");
      return Wire.closedStage();
    }
    return message.get();
  }

  @Override
  public long pendingBytes() {
    return wire.pendingBytes();
  }

  @Override
  public void close(int code, String reason) {
    wire.close(code, reason);
  }

  @Override
  public void abort() {
    wire.abort();
  }

  @Override
  public boolean isOpen() {
    return wire.isOpen();
  }
}
