package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final HttpLimits LIMITS =
      new HttpLimits(100, 200, SECOND, SECOND, SECOND, SECOND, 1, 0, SECOND);

  private final HeadReader reader = new HeadReader(LIMITS);

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private Optional<RequestHead> take(String text) {
    return reader.take(bytes(text));
  }

  private static void refuses(String text, ErrorCode code) {
    assertThatThrownBy(() -> new HeadReader(LIMITS).take(bytes(text)))
        .asInstanceOf(InstanceOfAssertFactories.type(SignalboxException.class))
        .extracting(SignalboxException::code)
        .isEqualTo(code);
    // However it comes: byte by byte a fault is found no later.
    HeadReader slow = new HeadReader(LIMITS);
    assertThatThrownBy(
            () -> {
              for (char c : text.toCharArray()) {
                slow.take(bytes(String.valueOf(c)));
              }
            })
        .asInstanceOf(InstanceOfAssertFactories.type(SignalboxException.class))
        .extracting(SignalboxException::code)
        .isEqualTo(code);
  }

  @Test
  void readsAHeadWhereverItsBytesAreCut() {
    String text = "\r\nPUT /a?b HTTP/1.1\r\nHost: x\r\nA:\t one \r\nContent-Length: 3\r\n\r\n";
    for (int cut = 1; cut < text.length(); cut++) {
      assertThat(take(text.substring(0, cut))).isEmpty();
      assertThat(reader.hasBegun()).isTrue();
      RequestHead head = take(text.substring(cut)).orElseThrow();
      assertThat(reader.hasBegun()).isFalse();
      assertThat(head.method()).isEqualTo("PUT");
      assertThat(head.path()).isEqualTo("/a");
      assertThat(head.query()).isEqualTo("b");
      assertThat(head.headers().all("a")).containsExactly("one");
      assertThat(head.length()).hasValue(3);
    }
  }

  @Test
  void readsAHeadByteByByte() {
    String text = "GET / HTTP/1.1\r\nHost: x\r\nB: \u00fc\r\nC:\r\n\r\n";
    for (int i = 0; i < text.length() - 1; i++) {
      assertThat(take(text.substring(i, i + 1))).isEmpty();
    }
    RequestHead head = take("\n").orElseThrow();
    assertThat(head.headers().all("b")).containsExactly("\u00fc");
    assertThat(head.headers().all("c")).containsExactly("");
  }

  @Test
  void leavesWhatIsBehindTheHead() {
    ByteBuffer direct = ByteBuffer.allocateDirect(100_000);
    direct.put(bytes("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nbody"));
    direct.flip();
    assertThat(reader.take(direct).orElseThrow().path()).isEqualTo("/1");
    assertThat(reader.take(direct).orElseThrow().path()).isEqualTo("/2");
    assertThat(direct.remaining()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\n",
        "\n",
        "GET / HTTP/1.1\r\nHost: x\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\n",
        "GET / HTTP/1.1\rX",
        "GET / HTTP/1.1\r\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n",
        "GET\u0000",
        "GET / HTTP/1.1\r\nHost: x\r\nA: \u007f",
        "GET / HTTP/1.1\r\nHost: x\r\nA: \u000bb",
        "\u0016\u0003\u0001",
        "\r\n\r\n\r\n\r\n\r\n"
      })
  void refusesBareLineBreaksAndControlCharactersAtOnce(String text) {
    refuses(text, RequestError.BAD_HEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\nHost: x\r\n\r\n",
        "GET /\r\nHost: x\r\n\r\n",
        "GET / / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
        "GET\t/\tHTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\tc: d\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n \r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"
      })
  void refusesAMalformedLine(String text) {
    refuses(text, RequestError.BAD_HEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:",
        "Transfer-Encoding: chunked\r\n , identity",
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -3",
        "Content-Length: 0x3",
        "Content-Length:",
        "Content-Length: 9223372036854775808"
      })
  void refusesTwoReadingsOfALength(String fields) {
    refuses("POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n", RequestError.BAD_HEAD);
  }

  @Test
  void refusesWhatPassesALimitBeforeItsEnd() {
    refuses("GET /" + "a".repeat(200), RequestError.HEAD_TOO_LARGE);
    refuses("GET / HTTP/1.1\r\nA: " + "a".repeat(300), RequestError.HEAD_TOO_LARGE);
    refuses("GET / HTTP/1.1\r\n" + "A: a\r\n".repeat(50), RequestError.HEAD_TOO_LARGE);
  }

  @Test
  void takesExactlyWhatTheLimitsAllow() {
    String target = "/" + "a".repeat(99);
    String host = "Host: x\r\n";
    String field = "A: " + "a".repeat(200 - host.length() - 5) + "\r\n";
    assertThat(take("GET " + target + " HTTP/1.1\r\n" + host + field + "\r\n")).isPresent();
    refuses("GET " + target + "a HTTP/1.1\r\n" + host + "\r\n", RequestError.HEAD_TOO_LARGE);
    refuses("GET / HTTP/1.1\r\n" + host + "A" + field + "\r\n", RequestError.HEAD_TOO_LARGE);
  }
}
