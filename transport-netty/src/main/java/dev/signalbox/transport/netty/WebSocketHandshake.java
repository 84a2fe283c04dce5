package dev.signalbox.transport.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
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
    if (keys.size() != 1 || !isKey(keys.get(0)) || head.length().orElse(1) != 0) {
      return HttpResponse.of(400);
    }
    if (!upgrade.subprotocol().isEmpty()
        && !headers.members("Sec-WebSocket-Protocol").contains(upgrade.subprotocol())) {
      log.error("handler chose a subprotocol that the client did not offer");
      return HttpResponse.of(500);
    }
    return null;
  }

  static ByteBuf accept(ByteBufAllocator allocator, RequestHead head, WebSocketUpgrade upgrade) {
    String lines =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
            + answer(head.headers().first("Sec-WebSocket-Key").orElseThrow())
            + "\r\n";
    if (!upgrade.subprotocol().isEmpty()) {
      lines += "Sec-WebSocket-Protocol: " + upgrade.subprotocol() + "\r\n";
    }
    return ResponseHeads.head(allocator, 101, upgrade.headers(), lines);
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
