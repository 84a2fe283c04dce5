package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final int LIMIT = 100_000;
  private static final int FINAL = 0x80;
  private static final byte[] MASK = {0x11, (byte) 0xa2, 0x33, (byte) 0xc4};

  private final FrameReader reader = new FrameReader(LIMIT);

  private static byte[] frame(int start, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) start);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else if (payload.length < 65536) {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    } else {
      frame.put((byte) 0xff).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i & 3]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private static byte[] frame(int start, String text) {
    return frame(start, text.getBytes(UTF_8));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** Feeds pieces and notes what came to its end. */
  private static List<String> read(FrameReader reader, ByteBuffer... pieces) throws FrameException {
    List<String> seen = new ArrayList<>();
    for (ByteBuffer piece : pieces) {
      while (piece.hasRemaining()) {
        FrameReader.Event event = reader.take(piece);
        switch (event) {
          case NOTHING -> assertThat(piece.hasRemaining()).isFalse();
          case TEXT -> seen.add("text " + reader.text());
          case BINARY -> seen.add("binary " + HexFormat.of().formatHex(array(reader.binary())));
          case PING, PONG, CLOSE ->
              seen.add(event + " " + HexFormat.of().formatHex(reader.control()));
        }
      }
    }
    return seen;
  }

  private void refuses(byte[] bytes, int closeCode) {
    assertThatThrownBy(() -> read(reader, ByteBuffer.wrap(bytes)))
        .asInstanceOf(InstanceOfAssertFactories.type(FrameException.class))
        .extracting(FrameException::closeCode)
        .isEqualTo(closeCode);
  }

  @Test
  void joinsFragmentsAroundControlFramesHoweverTheBytesAreCut() throws FrameException {
    byte[] stream =
        join(
            frame(Frames.TEXT, "Gr"),
            frame(FINAL | Frames.PING, "p"),
            frame(Frames.CONTINUATION, ""),
            frame(FINAL | Frames.PONG, ""),
            frame(FINAL | Frames.CONTINUATION, "üße"),
            frame(FINAL | Frames.BINARY, new byte[] {1, 2}),
            frame(FINAL | Frames.TEXT, ""),
            frame(FINAL | Frames.CLOSE, new byte[] {3, (byte) 0xe8}));
    List<String> expected =
        List.of("PING 70", "PONG ", "text Grüße", "binary 0102", "text ", "CLOSE 03e8");
    for (int cut = 0; cut <= stream.length; cut++) {
      ByteBuffer head = ByteBuffer.wrap(stream, 0, cut);
      ByteBuffer tail = ByteBuffer.wrap(stream, cut, stream.length - cut);
      assertThat(read(new FrameReader(LIMIT), head, tail)).isEqualTo(expected);
    }
    ByteBuffer[] single = new ByteBuffer[stream.length];
    for (int i = 0; i < stream.length; i++) {
      single[i] = ByteBuffer.wrap(stream, i, 1);
    }
    assertThat(read(reader, single)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 65535, 65536, LIMIT})
  void unmasksEveryLengthInPiecesOfEverySize(int length) throws FrameException {
    byte[] payload = random(length);
    byte[] frame = frame(FINAL | Frames.BINARY, payload);
    for (int size : new int[] {1, 3, 8, 1001, frame.length}) {
      FrameReader pieces = new FrameReader(LIMIT);
      FrameReader.Event event = FrameReader.Event.NOTHING;
      for (int at = 0; at < frame.length; at += size) {
        ByteBuffer direct = ByteBuffer.allocateDirect(size);
        direct.put(frame, at, Math.min(size, frame.length - at)).flip();
        event = pieces.take(direct);
      }
      assertThat(event).isEqualTo(FrameReader.Event.BINARY);
      assertThat(array(pieces.binary())).isEqualTo(payload);
    }
  }

  @Test
  void leavesWhatIsBehindAMessage() throws FrameException {
    ByteBuffer in = ByteBuffer.wrap(join(frame(FINAL | Frames.TEXT, "a"), new byte[] {9, 9}));
    assertThat(reader.take(in)).isEqualTo(FrameReader.Event.TEXT);
    assertThat(in.remaining()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "a180, a reserved bit on text",
    "c180, the bit of compression",
    "9180, a reserved bit",
    "8101, no mask",
    "0080, a continuation of nothing",
    "8380, an unknown data opcode",
    "8b80, an unknown control opcode",
    "8f80, the last opcode",
    "0980, a fragmented ping",
    "0880, a fragmented close",
    "89fe, a ping of 126 bytes or more",
    "88ff, a close with a long length",
    "82ff8000000000000000, a length of 2^63",
    "82ffffffffffffffffff, a length of 2^64 - 1"
  })
  void refusesAsAFaultOfProtocol(String start, String why) {
    byte[] bytes = HexFormat.of().parseHex(start);
    refuses(bytes.length == 10 ? join(bytes, MASK) : bytes, 1002);
  }

  @Test
  void refusesAMessageWithinAMessage() {
    refuses(join(frame(Frames.TEXT, "a"), frame(FINAL | Frames.TEXT, "b")), 1002);
  }

  @Test
  void refusesAContinuationBehindTheEnd() {
    refuses(join(frame(FINAL | Frames.TEXT, "a"), frame(FINAL | Frames.CONTINUATION, "b")), 1002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "82ff0000000080000000",
        "82ff7fffffffffffffff",
        "82ff00000000000186a1",
        "02ff00000000000186a1"
      })
  void refusesAPromiseBeyondTheLimitBeforeItIsKept(String start) {
    refuses(join(HexFormat.of().parseHex(start), MASK), 1009);
  }

  @Test
  void refusesFragmentsThatTogetherPassTheLimit() {
    refuses(
        join(
            frame(Frames.BINARY, new byte[LIMIT]),
            frame(Frames.CONTINUATION, ""),
            frame(FINAL | Frames.CONTINUATION, "x")),
        1009);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c328", "eda080", "f8888080", "c080", "61ed"})
  void refusesTextThatIsNotUtf8(String payload) {
    refuses(frame(FINAL | Frames.TEXT, HexFormat.of().parseHex(payload)), 1007);
  }

  @Test
  void takesAReplacementCharacterThatWasSent() throws FrameException {
    byte[] frame = frame(FINAL | Frames.TEXT, "a\uFFFDb");
    assertThat(read(reader, ByteBuffer.wrap(frame))).containsExactly("text a\uFFFDb");
  }

  @Test
  void keepsNoMoreThanTwiceOfWhatHasCome() throws FrameException {
    byte[] start = join(HexFormat.of().parseHex("02ff0000000000010000"), MASK, new byte[100]);
    assertThat(reader.take(ByteBuffer.wrap(start))).isEqualTo(FrameReader.Event.NOTHING);
    assertThat(reader.binary().array()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void readsAServersFramesAndRefusesAMaskedOne() throws Exception {
    FrameReader ofServer = FrameReader.ofServer(LIMIT);
    for (int size : new int[] {0, 125, 126, 65536}) {
      byte[] payload = random(size);
      ByteBuffer frame = ByteBuffer.allocate(size + Frames.MOST_HEADER_BYTES);
      Frames.putHeader(frame, Frames.BINARY, size);
      frame.put(payload).flip();
      assertThat(ofServer.take(frame)).isEqualTo(FrameReader.Event.BINARY);
      assertThat(array(ofServer.binary())).isEqualTo(payload);
    }
    ByteBuffer masked = ByteBuffer.wrap(frame(FINAL | Frames.TEXT, "x"));
    assertThatThrownBy(() -> ofServer.take(masked))
        .asInstanceOf(InstanceOfAssertFactories.type(FrameException.class))
        .extracting(FrameException::closeCode)
        .isEqualTo(1002);
  }

  @Test
  void readsWhatAClientMasksInPieces() throws Exception {
    for (int size : new int[] {0, 1, 125, 126, 1000, 65536}) {
      byte[] payload = random(size);
      byte[] masked = payload.clone();
      int cut = size / 3;
      Frames.mask(masked, 0, cut, 0x11a233c4, 0);
      Frames.mask(masked, cut, size - cut, 0x11a233c4, cut);
      ByteBuffer frame = ByteBuffer.allocate(size + Frames.MOST_MASKED_HEADER_BYTES);
      Frames.putMaskedHeader(frame, Frames.BINARY, size, 0x11a233c4);
      frame.put(masked).flip();
      assertThat(reader.take(frame)).isEqualTo(FrameReader.Event.BINARY);
      assertThat(array(reader.binary())).isEqualTo(payload);
    }
  }
}
