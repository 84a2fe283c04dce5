package dev.signalbox.api.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketHandshakeTest {
  private static final HttpHeaders SOUND =
      HttpHeaders.of(
          "Host", "a",
          "Upgrade", "h2c, WebSocket",
          "Connection", "keep-alive, upgrade",
          "Sec-WebSocket-Version", "13",
          "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Protocol", "ticket.x, one",
          "Sec-WebSocket-Protocol", "two");

  private static RequestHead head(String method, String version, HttpHeaders headers) {
    return RequestHead.of(method, "/", version, headers);
  }

  private static WebSocketUpgrade upgrade(String subprotocol, String... fields) {
    return new WebSocketUpgrade(
        HttpHeaders.of(fields), subprotocol, WebSocketLimits.DEFAULT, new Deaf());
  }

  private static int refusal(RequestHead head, String subprotocol) {
    return WebSocketHandshake.refusal(head, upgrade(subprotocol))
        .map(HttpResponse::status)
        .orElse(0);
  }

  @Test
  void acceptsWithTheAnswerOfTheStandard() {
    RequestHead head = head("GET", "HTTP/1.1", SOUND);
    assertThat(refusal(head, "two")).isZero();
    ResponseHead accepted =
        WebSocketHandshake.accept(
            head, upgrade("two", "X", "y", "Connection", "close", "sec-websocket-accept", "z"));
    assertThat(accepted.status()).isEqualTo(101);
    HttpHeaders fields = accepted.fields();
    assertThat(fields.all("Sec-WebSocket-Accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(fields.all("Upgrade")).containsExactly("websocket");
    assertThat(fields.all("Connection")).containsExactly("Upgrade");
    assertThat(fields.all("Sec-WebSocket-Protocol")).containsExactly("two");
    assertThat(fields.all("X")).containsExactly("y");
  }

  @Test
  void namesNoSubprotocolWhereNoneWasChosen() {
    RequestHead head = head("GET", "HTTP/1.1", SOUND);
    assertThat(refusal(head, "")).isZero();
    HttpHeaders fields = WebSocketHandshake.accept(head, upgrade("")).fields();
    assertThat(fields.contains("Sec-WebSocket-Protocol")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade, h2c, 426",
    "Connection, keep-alive, 426",
    "Sec-WebSocket-Version, 8, 426",
    "Sec-WebSocket-Version, '8, 13', 426",
    "Sec-WebSocket-Key, '', 400",
    "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZQ, 400",
    "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25j, 400",
    "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZSE=, 400",
    "Sec-WebSocket-Key, ???, 400",
    "Content-Length, 1, 400",
    "Transfer-Encoding, chunked, 400",
    "Content-Length, 0, 0"
  })
  void judgesTheRequest(String name, String value, int status) {
    assertThat(refusal(head("GET", "HTTP/1.1", SOUND.with(name, value)), "")).isEqualTo(status);
  }

  @Test
  void refusesWhatIsNoHandshake() {
    assertThat(refusal(head("POST", "HTTP/1.1", SOUND), "")).isEqualTo(426);
    assertThat(refusal(head("GET", "HTTP/1.0", SOUND), "")).isEqualTo(426);
    HttpHeaders twoKeys = SOUND.plus("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(refusal(head("GET", "HTTP/1.1", twoKeys), "")).isEqualTo(400);
    HttpHeaders noKey = SOUND.without("Sec-WebSocket-Key");
    assertThat(refusal(head("GET", "HTTP/1.1", noKey), "")).isEqualTo(400);
  }

  @Test
  void refusesASubprotocolThatWasNotOffered() {
    assertThat(refusal(head("GET", "HTTP/1.1", SOUND), "three")).isEqualTo(500);
  }

  private static final class Deaf implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {}

    @Override
    public void onText(WebSocketSession session, String text) {}

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {}
  }
}
