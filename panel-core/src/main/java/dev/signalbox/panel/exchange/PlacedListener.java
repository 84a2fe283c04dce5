package dev.signalbox.panel.exchange;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;

/** Passes a WebSocket on, and leaves its place when it is closed. */
record PlacedListener(WebSocketListener target, Place place) implements WebSocketListener {
  @Override
  public void onOpen(WebSocketSession session) {
    place.opened();
    target.onOpen(session);
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    target.onText(session, text);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    target.onBinary(session, data);
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    place.leave();
    target.onClose(session, code, reason);
  }
}
