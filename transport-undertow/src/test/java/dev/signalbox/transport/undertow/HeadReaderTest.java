package dev.signalbox.transport.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.RequestHead;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          100,
          200,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1,
          0,
          Duration.ofSeconds(1));

  private final HeadReader reader = new HeadReader(LIMITS);

  private HeadReader.Outcome take(String text) {
    return reader.take(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  @Test
  void readsAHeadByteByByte() throws Exception {
    String text = "\r\nPUT /a?b HTTP/1.1\r\nHost: x\r\nA:\t one \r\nContent-Length: 3\r\n\r\n";
    for (int i = 0; i < text.length() - 1; i++) {
      assertThat(take(text.substring(i, i + 1))).isEqualTo(HeadReader.Outcome.INCOMPLETE);
    }
    assertThat(take("\n")).isEqualTo(HeadReader.Outcome.COMPLETE);
    RequestHead head = reader.head();
    assertThat(head.method()).isEqualTo("PUT");
    assertThat(head.path()).isEqualTo("/a");
    assertThat(head.query()).isEqualTo("b");
    assertThat(head.headers().all("a")).containsExactly("one");
    assertThat(head.length()).hasValue(3);
  }

  @Test
  void leavesWhatIsBehindTheHead() {
    ByteBuffer bytes = ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET".getBytes(ISO_8859_1));
    assertThat(reader.take(bytes)).isEqualTo(HeadReader.Outcome.COMPLETE);
    assertThat(bytes.remaining()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\n",
        "GET / HTTP/1.1\r\nHost: x\n",
        "GET / HTTP/1.1\rX",
        "GET\u0000",
        "\u0016\u0003\u0001",
        "\r\n\r\n\r\n\r\n\r\n"
      })
  void refusesBareLineBreaksAndControlCharactersAtOnce(String text) {
    assertThat(take(text)).isEqualTo(HeadReader.Outcome.MALFORMED);
  }

  @Test
  void stopsAtTheLimits() {
    assertThat(take("GET /" + "a".repeat(200))).isEqualTo(HeadReader.Outcome.TOO_LARGE);
    assertThat(
            new HeadReader(LIMITS)
                .take(
                    ByteBuffer.wrap(
                        ("GET / HTTP/1.1\r\nA: " + "a".repeat(300)).getBytes(ISO_8859_1))))
        .isEqualTo(HeadReader.Outcome.TOO_LARGE);
  }
}
