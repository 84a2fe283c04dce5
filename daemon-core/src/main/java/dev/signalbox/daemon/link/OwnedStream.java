package dev.signalbox.daemon.link;

import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.util.Set;

/** Keeps a set of the sockets that are open. */
record OwnedStream(WebSocketListener listener, Set<WebSocketSession> open)
    implements WebSocketListener {
  @Override
  public void onOpen(WebSocketSession session) {
    open.add(session);
    listener.onOpen(session);
  }

  @Override
  public void onText(WebSocketSession session, String text) {
    listener.onText(session, text);
  }

  @Override
  public void onBinary(WebSocketSession session, ByteBuffer data) {
    listener.onBinary(session, data);
  }

  @Override
  public void onClose(WebSocketSession session, int code, String reason) {
    open.remove(session);
    listener.onClose(session, code, reason);
  }
}
