package dev.signalbox.api.routing;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.WebSocketUpgrade;

/** A client's request for a WebSocket of one subprotocol. */
public final class WebSocketOffer {
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  private final boolean named;

  private WebSocketOffer(boolean named) {
    this.named = named;
  }

  /**
   * Reads what a request offers; a client may offer nothing at all, and then speaks the subprotocol
   * all the same.
   *
   * @throws SignalboxException {@code request.invalid} where it asks for no WebSocket, or offers
   *     others only
   */
  public static WebSocketOffer of(RoutedRequest request, String subprotocol) {
    if (!request.http().isWebSocketUpgrade()) {
      throw new SignalboxException(
          RequestError.INVALID, "this is a WebSocket: the request does not ask to upgrade");
    }
    boolean named = request.headers().contains(PROTOCOLS);
    if (named && !request.headers().hasMember(PROTOCOLS, subprotocol)) {
      throw new SignalboxException(
          RequestError.INVALID, "offer the WebSocket subprotocol " + subprotocol);
    }
    return new WebSocketOffer(named);
  }

  /** Returns the reply; who offered no subprotocol must not be told of one (RFC 6455, 4.2.2). */
  public HttpReply accept(WebSocketUpgrade upgrade) {
    return named
        ? upgrade
        : new WebSocketUpgrade(upgrade.headers(), "", upgrade.limits(), upgrade.listener());
  }
}
