package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The opening handshake (RFC 6455 section 4.2), above all the server's side. */
public final class WebSocketHandshake {
  private static final Logger log = LoggerFactory.getLogger(WebSocketHandshake.class);
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /**
   * Returns what to answer in the place of an upgrade that may not be.
   *
   * @return 426 where the request asks for no WebSocket of version 13, 400 where its key is
   *     malformed or it has a body, 500 where the handler chose a subprotocol that was not offered;
   *     empty where the upgrade may go on
   */
  public static Optional<HttpResponse> refusal(RequestHead head, WebSocketUpgrade upgrade) {
    HttpHeaders headers = head.headers();
    if (!head.method().equals("GET")
        || !head.http11()
        || !headers.hasMember("Upgrade", "websocket")
        || !headers.hasMember("Connection", "Upgrade")
        || !headers.all("Sec-WebSocket-Version").equals(List.of("13"))) {
      return Optional.of(HttpResponse.of(426).with("Sec-WebSocket-Version", "13"));
    }
    List<String> keys = headers.all("Sec-WebSocket-Key");
    if (keys.size() != 1 || !isKey(keys.get(0)) || !head.length().equals(OptionalLong.of(0))) {
      return Optional.of(HttpResponse.of(400));
    }
    String chosen = upgrade.subprotocol();
    if (!chosen.isEmpty() && !headers.members("Sec-WebSocket-Protocol").contains(chosen)) {
      log.error("handler chose a subprotocol that the client did not offer");
      return Optional.of(HttpResponse.of(500));
    }
    return Optional.empty();
  }

  private static boolean isKey(String key) {
    try {
      return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the head of the 101 that answers a request without {@link #refusal}. */
  public static ResponseHead accept(RequestHead head, WebSocketUpgrade upgrade) {
    String key = head.headers().first("Sec-WebSocket-Key").orElseThrow();
    HttpHeaders fields =
        ResponseHead.withoutFraming(upgrade.headers())
            .with("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Accept", answer(key));
    if (!upgrade.subprotocol().isEmpty()) {
      fields = fields.with("Sec-WebSocket-Protocol", upgrade.subprotocol());
    }
    return new ResponseHead(101, fields, ResponseHead.Framing.NONE);
  }

  /** Returns the {@code Sec-WebSocket-Accept} that shows that a key was read. */
  public static String answer(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
