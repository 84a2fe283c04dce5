package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's WebSocket that goes on over a stream: every message of either passes to the other, and
 * another is asked for when it has arrived.
 */
final class RelayedSocket implements WebSocketListener {
  /** RFC 6455 section 7.4.1: not to be sent. */
  private static final int NO_CODE = 1005;

  private static final int BROKEN = 1006;
  private static final int BAD_GATEWAY = 1014;

  private final Wire wire;
  private final ArrayDeque<Function<WebSocketSession, CompletionStage<Void>>> early =
      new ArrayDeque<>();
  private @Nullable WebSocketSession client;
  private @Nullable Runnable end;
  private volatile boolean opened;

  RelayedSocket(Wire wire) {
    this.wire = wire;
  }

  boolean isOpened() {
    return opened;
  }

  void text(String text) {
    pass(session -> session.sendText(text));
  }

  void binary(ByteBuffer data) {
    pass(session -> session.sendBinary(data));
  }

  private void pass(Function<WebSocketSession, CompletionStage<Void>> message) {
    WebSocketSession target = client;
    if (target == null) {
      early.add(message);
      return;
    }
    message.apply(target).whenComplete((done, failure) -> wire.execute(() -> wire.consumed(1)));
  }

  /** The stream has closed. */
  void closed(int code, String reason) {
    end =
        () -> {
          if (client != null) {
            close(client, code, reason);
          }
        };
    if (client != null) {
      end.run();
    }
  }

  private static void close(WebSocketSession session, int code, String reason) {
    switch (code) {
      case NO_CODE -> session.close(Wire.NORMAL, "");
      case BROKEN -> session.close(BAD_GATEWAY, "the link broke off");
      default -> session.close(code, reason);
    }
  }

  @Override
  public void onOpen(WebSocketSession session) {
    opened = true;
    wire.execute(
        () -> {
          client = session;
          session.request(Wire.WINDOW);
          while (!early.isEmpty()) {
            pass(early.remove());
          }
          if (end != null) {
            end.run();
          }
        });
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    wire.sendText(text).thenRun(() -> session.request(1));
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    wire.sendBinary(data).thenRun(() -> session.request(1));
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    switch (code) {
      case NO_CODE -> wire.close(Wire.NORMAL, "");
      case BROKEN -> wire.abort();
      default -> wire.close(code, reason);
    }
  }
}
