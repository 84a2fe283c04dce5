package dev.signalbox.api.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 8200",
    "125, 827d",
    "126, 827e007e",
    "65535, 827effff",
    "65536, 827f0000000000010000",
    "2147483647, 827f000000007fffffff"
  })
  void writesTheShortestLength(int length, String header) {
    ByteBuffer target = ByteBuffer.allocate(Frames.MOST_HEADER_BYTES);
    Frames.putHeader(target, Frames.BINARY, length);
    byte[] written = new byte[target.position()];
    target.flip().get(written);
    assertThat(HexFormat.of().formatHex(written)).isEqualTo(header);
  }
}
