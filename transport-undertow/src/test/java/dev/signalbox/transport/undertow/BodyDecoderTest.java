package dev.signalbox.transport.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
  private final BodyDecoder chunks = new BodyDecoder(OptionalLong.empty());

  private static String decode(BodyDecoder decoder, ByteBuffer in) throws IOException {
    List<ByteBuffer> data = new ArrayList<>();
    decoder.decode(in, data);
    StringBuilder text = new StringBuilder();
    data.forEach(slice -> text.append(ISO_8859_1.decode(slice)));
    return text.toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  @Test
  void joinsChunksAndLeavesWhatIsBehind() throws IOException {
    ByteBuffer in = bytes("5\r\nhello\r\nA;x=y\r\n, signalbo\r\n1 \r\nx\r\n0\r\nT: v\r\n\r\nGET");
    assertThat(decode(chunks, in)).isEqualTo("hello, signalbox");
    assertThat(chunks.isComplete()).isTrue();
    assertThat(in.remaining()).isEqualTo(3);
  }

  @Test
  void joinsChunksThatComeByteByByte() throws IOException {
    StringBuilder text = new StringBuilder();
    for (char c : "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n".toCharArray()) {
      assertThat(chunks.isComplete()).isFalse();
      text.append(decode(chunks, bytes(String.valueOf(c))));
    }
    assertThat(text).hasToString("abc0123456789abcdef");
    assertThat(chunks.isComplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\n",
        "\r\n",
        "-1\r\n",
        "0x1\r\n",
        ";\r\n",
        "1\n",
        "1\rx",
        "1\r\nab",
        "1\r\na\n",
        "1\r\na\rx",
        "1234567890123456\r\n",
        "1;\u0000",
        "0\r\nT: v\n",
        "0\r\n\rx"
      })
  void refusesMalformedChunks(String text) {
    assertThatThrownBy(() -> decode(chunks, bytes(text))).isInstanceOf(IOException.class);
  }

  @Test
  void boundsWhatItIgnores() {
    String endless = "a".repeat(10_000);
    assertThatThrownBy(() -> decode(chunks, bytes("1;" + endless))).isInstanceOf(IOException.class);
    BodyDecoder other = new BodyDecoder(OptionalLong.empty());
    assertThatThrownBy(() -> decode(other, bytes("0\r\n" + "T: v\r\n".repeat(5000))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void countsAFixedLength() throws IOException {
    BodyDecoder fixed = new BodyDecoder(OptionalLong.of(5));
    assertThat(fixed.readable(100)).isEqualTo(5);
    assertThat(decode(fixed, bytes("abc"))).isEqualTo("abc");
    assertThat(fixed.readable(100)).isEqualTo(2);
    ByteBuffer rest = bytes("defg");
    assertThat(decode(fixed, rest)).isEqualTo("de");
    assertThat(fixed.isComplete()).isTrue();
    assertThat(rest.remaining()).isEqualTo(2);
  }
}
