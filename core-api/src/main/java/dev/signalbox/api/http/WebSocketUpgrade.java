package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

/**
 * The switch of a connection to a WebSocket (RFC 6455), answered to a request that asked for it.
 *
 * <p>The transport checks the version and the key itself and answers 426 or 400 where they are
 * wrong; the listener is then never called.
 *
 * @param headers header fields of the 101 besides those of the handshake
 * @param subprotocol the one chosen from what the client offered, or empty for none
 * @param limits what the session may not exceed
 * @param listener told of what happens in the session
 */
public record WebSocketUpgrade(
    HttpHeaders headers, String subprotocol, WebSocketLimits limits, WebSocketListener listener)
    implements HttpReply {
  public WebSocketUpgrade {
    requireNonNull(headers, "headers");
    requireNonNull(subprotocol, "subprotocol");
    requireNonNull(limits, "limits");
    requireNonNull(listener, "listener");
  }

  @Override
  public WebSocketUpgrade withHeaders(HttpHeaders changed) {
    return new WebSocketUpgrade(changed, subprotocol, limits, listener);
  }

  /** Returns the same upgrade with another listener. */
  public WebSocketUpgrade withListener(WebSocketListener changed) {
    return new WebSocketUpgrade(headers, subprotocol, limits, changed);
  }
}
