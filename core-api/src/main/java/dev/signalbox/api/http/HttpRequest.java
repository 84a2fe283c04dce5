package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

/**
 * A request as it came in.
 *
 * @param method the method token, such as {@code GET}
 * @param path the path as sent, still percent-encoded, starting with {@code /}
 * @param query the query as sent, without the question mark; empty where there is none
 * @param headers the header fields in the order received
 * @param body the body, empty where there is none
 * @param peer who sent it, and how
 */
public record HttpRequest(
    String method, String path, String query, HttpHeaders headers, RequestBody body, Peer peer) {
  public HttpRequest {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    requireNonNull(headers, "headers");
    requireNonNull(body, "body");
    requireNonNull(peer, "peer");
  }

  public HttpRequest withHeaders(HttpHeaders changed) {
    return new HttpRequest(method, path, query, changed, body, peer);
  }

  public HttpRequest withTarget(String changedPath, String changedQuery) {
    return new HttpRequest(method, changedPath, changedQuery, headers, body, peer);
  }

  public HttpRequest withBody(RequestBody changed) {
    return new HttpRequest(method, path, query, headers, changed, peer);
  }

  public HttpRequest withPeer(Peer changed) {
    return new HttpRequest(method, path, query, headers, body, changed);
  }

  /**
   * Says whether the client asks to switch to a WebSocket, by {@code GET} and {@code Upgrade:
   * websocket}.
   */
  public boolean isWebSocketUpgrade() {
    return method.equals("GET")
        && headers.first("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
  }
}
