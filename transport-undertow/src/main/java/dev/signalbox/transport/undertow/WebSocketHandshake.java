package dev.signalbox.transport.undertow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of the opening handshake (RFC 6455 section 4.2). */
final class WebSocketHandshake {
  private static final Logger log = LoggerFactory.getLogger(WebSocketHandshake.class);
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /** Returns the answer where the request is no sound handshake, else null. */
  static @Nullable HttpResponse refusal(RequestHead head, WebSocketUpgrade upgrade) {
    HttpHeaders headers = head.headers();
    if (!head.method().equals("GET")
        || !head.http11()
        || !headers.hasMember("Upgrade", "websocket")
        || !headers.hasMember("Connection", "Upgrade")
        || !headers.all("Sec-WebSocket-Version").equals(List.of("13"))) {
      return HttpResponse.of(426).with("Sec-WebSocket-Version", "13");
    }
    List<String> keys = headers.all("Sec-WebSocket-Key");
    if (keys.size() != 1 || !isKey(keys.get(0)) || !head.length().equals(OptionalLong.of(0))) {
      return HttpResponse.of(400);
    }
    String chosen = upgrade.subprotocol();
    if (!chosen.isEmpty() && !headers.members("Sec-WebSocket-Protocol").contains(chosen)) {
      log.error("handler chose a subprotocol that the client did not offer");
      return HttpResponse.of(500);
    }
    return null;
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Answers 101 and hands the connection over once that is sent. */
  static void accept(ServerExchange exchange, WebSocketUpgrade upgrade) {
    HttpServerExchange engine = exchange.engine();
    ClientConnection client = exchange.client();
    engine.upgradeChannel(
        "websocket", (connection, ended) -> new WebSocketConnection(client, upgrade).begin());
    HeaderMap target = engine.getResponseHeaders();
    ResponseWriter.writeHeaders(upgrade.headers(), target);
    String key = exchange.head().headers().first("Sec-WebSocket-Key").orElseThrow();
    target.put(Headers.SEC_WEB_SOCKET_ACCEPT, answer(key));
    if (!upgrade.subprotocol().isEmpty()) {
      target.put(Headers.SEC_WEB_SOCKET_PROTOCOL, upgrade.subprotocol());
    }
    engine.setPersistent(true);
    engine.endExchange();
  }

  private static String answer(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
