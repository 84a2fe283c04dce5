package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
  private final BodyDecoder chunks = new BodyDecoder(OptionalLong.empty());

  private static String decode(BodyDecoder decoder, ByteBuffer in) {
    List<ByteBuffer> data = new ArrayList<>();
    decoder.decode(in, data);
    StringBuilder text = new StringBuilder();
    data.forEach(slice -> text.append(ISO_8859_1.decode(slice)));
    return text.toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  private static void refuses(String text) {
    BodyDecoder decoder = new BodyDecoder(OptionalLong.empty());
    assertThatThrownBy(() -> decode(decoder, bytes(text)))
        .asInstanceOf(InstanceOfAssertFactories.type(SignalboxException.class))
        .extracting(SignalboxException::code)
        .isEqualTo(RequestError.BAD_BODY);
  }

  @Test
  void joinsChunksAndLeavesWhatIsBehind() {
    ByteBuffer in =
        bytes("5\r\nhello\r\nA;x=y\r\n, signalbo\r\n01 \t;z\r\nx\r\n00\r\nT: v\r\n\r\nGET");
    assertThat(decode(chunks, in)).isEqualTo("hello, signalbox");
    assertThat(chunks.isComplete()).isTrue();
    assertThat(in.remaining()).isEqualTo(3);
  }

  @Test
  void joinsChunksWhereverTheirBytesAreCut() {
    String text = "3;a=\"b\"\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nT: v\r\nU: w\r\n\r\n";
    for (int cut = 0; cut <= text.length(); cut++) {
      BodyDecoder decoder = new BodyDecoder(OptionalLong.empty());
      String head = decode(decoder, bytes(text.substring(0, cut)));
      assertThat(decoder.isComplete()).isEqualTo(cut == text.length());
      String tail = decode(decoder, bytes(text.substring(cut)));
      assertThat(head + tail).isEqualTo("abc0123456789abcdef");
      assertThat(decoder.isComplete()).isTrue();
    }
    StringBuilder single = new StringBuilder();
    for (char c : text.toCharArray()) {
      single.append(decode(chunks, bytes(String.valueOf(c))));
    }
    assertThat(single).hasToString("abc0123456789abcdef");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\n",
        "\r\n",
        "-1\r\n",
        "+1\r\n",
        "0x1\r\n",
        " 1\r\n",
        "1 \r\n",
        "1 1\r\n",
        ";\r\n",
        "1\n",
        "1;x\n",
        "1\rx",
        "1\r\nab",
        "1\r\na\n",
        "1\r\na\rx",
        "1\r\na0\r\n\r\n",
        "\u00b9\r\n",
        "1234567890123456\r\n",
        "0000000000000000\r\n",
        "1;\u0000",
        "1;\u007f",
        "1;a\r;b\r\n",
        "0\r\nT: v\n",
        "0\r\nT: v\rx",
        "0\r\n\n",
        "0\r\n\rx"
      })
  void refusesMalformedChunks(String text) {
    refuses(text);
  }

  @Test
  void boundsWhatItIgnores() {
    refuses("1;" + "a".repeat(2000));
    refuses("1" + " ".repeat(2000));
    refuses("0\r\n" + "T: v\r\n".repeat(5000));
  }

  @Test
  void boundsTheViewsOfTinyChunks() {
    ByteBuffer in = bytes("1\r\na\r\n".repeat(3000));
    List<ByteBuffer> views = new ArrayList<>();
    chunks.decode(in, views);
    assertThat(views).hasSize(1024);
    assertThat(in.hasRemaining()).isTrue();
  }

  @Test
  void showsTheBytesWithoutACopy() {
    byte[] array = "5\r\nhello\r\n".getBytes(ISO_8859_1);
    List<ByteBuffer> views = new ArrayList<>();
    chunks.decode(ByteBuffer.wrap(array), views);
    assertThat(views).hasSize(1).allMatch(view -> view.array() == array);
  }

  @Test
  void hasNothingToReadOfABodyOfNoBytes() {
    assertThat(new BodyDecoder(OptionalLong.of(0)).isComplete()).isTrue();
  }

  @Test
  void countsAFixedLength() {
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
