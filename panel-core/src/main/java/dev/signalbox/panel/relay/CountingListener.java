package dev.signalbox.panel.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/** Counts what passes through one WebSocket, both ways. */
final class CountingListener implements WebSocketListener {
  private final WebSocketListener target;
  private final LongConsumer up;
  private final LongConsumer down;

  CountingListener(WebSocketListener target, LongConsumer up, LongConsumer down) {
    this.target = target;
    this.up = up;
    this.down = down;
  }

  @Override
  public void onOpen(WebSocketSession session) {
    target.onOpen(new CountingSession(session, down));
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    up.accept(text.getBytes(UTF_8).length);
    target.onText(new CountingSession(session, down), text);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    up.accept(data.remaining());
    target.onBinary(new CountingSession(session, down), data);
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    target.onClose(new CountingSession(session, down), code, reason);
  }

  /** Two of the same session are equal, so that whoever keeps sessions finds them again. */
  private record CountingSession(WebSocketSession session, LongConsumer down)
      implements WebSocketSession {
    @Override
    public String subprotocol() {
      return session.subprotocol();
    }

    @Override
    public void request(long n) {
      session.request(n);
    }

    @Override
    public CompletionStage<Void> sendText(String text) {
      down.accept(text.getBytes(UTF_8).length);
      return session.sendText(text);
    }

    @Override
    public CompletionStage<Void> sendBinary(ByteBuffer data) {
      down.accept(data.remaining());
      return session.sendBinary(data);
    }

    @Override
    public long pendingBytes() {
      return session.pendingBytes();
    }

    @Override
    public void close(int code, String reason) {
      session.close(code, reason);
    }

    @Override
    public void abort() {
      session.abort();
    }

    @Override
    public boolean isOpen() {
      return session.isOpen();
    }
  }
}
