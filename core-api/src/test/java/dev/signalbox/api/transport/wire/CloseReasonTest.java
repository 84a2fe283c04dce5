package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {
  private static byte[] payload(int code, String reason) {
    byte[] text = reason.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  private static void refuses(byte[] payload, int closeCode) {
    assertThatThrownBy(() -> CloseReason.read(payload))
        .asInstanceOf(InstanceOfAssertFactories.type(FrameException.class))
        .extracting(FrameException::closeCode)
        .isEqualTo(closeCode);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999})
  void readsWhatItWrites(int code) throws FrameException {
    CloseReason reason = CloseReason.toSend(code, "grüße");
    byte[] payload = reason.payload().array();
    assertThat(payload).isEqualTo(payload(code, "grüße"));
    assertThat(CloseReason.read(payload)).isEqualTo(reason);
    assertThat(reason.answer().payload().array()).isEqualTo(payload(code, ""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
  void neitherReadsNorSendsAReservedCode(int code) {
    refuses(payload(code, ""), 1002);
    assertThatIllegalArgumentException().isThrownBy(() -> CloseReason.toSend(code, ""));
  }

  @Test
  void refusesHalfACodeAndAReasonThatIsNotUtf8() {
    refuses(new byte[] {3}, 1002);
    refuses(new byte[] {3, (byte) 0xe8, (byte) 0xff}, 1007);
  }

  @Test
  void answersACloseWithoutACodeWithoutOne() throws FrameException {
    CloseReason none = CloseReason.read(new byte[0]);
    assertThat(none.code()).isEqualTo(CloseReason.NO_CODE);
    assertThat(none.answer().payload().remaining()).isZero();
  }

  @Test
  void boundsTheReasonInBytes() {
    assertThat(CloseReason.toSend(1000, "a".repeat(123)).payload().remaining()).isEqualTo(125);
    assertThat(CloseReason.toSend(1000, "€".repeat(41)).payload().remaining()).isEqualTo(125);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseReason.toSend(1000, "a".repeat(124)));
    assertThatIllegalArgumentException().isThrownBy(() -> CloseReason.toSend(1000, "€".repeat(42)));
  }
}
