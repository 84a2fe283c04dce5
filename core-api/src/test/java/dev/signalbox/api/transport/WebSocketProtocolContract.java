package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.WebSocketLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket client must not send, and which code it is told. */
public abstract class WebSocketProtocolContract extends TransportContract {
  private static final WebSocketLimits SMALL =
      new WebSocketLimits(1000, Duration.ofSeconds(20), Duration.ofSeconds(60));

  private final ListenerProbe probe = ListenerProbe.asking();

  private RawWebSocket open() throws Exception {
    return RawWebSocket.open(connect(serve(probe.handler(SMALL))));
  }

  private void assertFailsWith(int code, RawWebSocket socket) throws Exception {
    assertThat(socket.readCloseCode()).isEqualTo(code);
    assertThat(socket.client().readToEnd()).isEmpty();
    assertThat(probe.closed().code()).isEqualTo(code);
    assertThat(probe.waitingMessages()).isZero();
    assertThat(probe.closes()).isEqualTo(1);
  }

  /** First bytes of a frame that is wrong by itself, in hexadecimal. */
  @ParameterizedTest
  @CsvSource({
    "c18000000000, a reserved bit",
    "a18000000000, another",
    "838000000000, an unknown opcode",
    "8b8000000000, an unknown control opcode",
    "808000000000, a continuation of nothing",
    "098000000000, a fragmented ping",
    "89fe007e00000000, a long ping",
    "88fe007e00000000, a long close"
  })
  void failsAMalformedFrame(String start, String ignored) throws Exception {
    RawWebSocket socket = open();
    for (int i = 0; i < start.length(); i += 2) {
      socket.client().send((byte) Integer.parseInt(start.substring(i, i + 2), 16));
    }
    assertFailsWith(1002, socket);
  }

  @Test
  void failsAFrameWithoutAMask() throws Exception {
    RawWebSocket socket = open();
    socket.client().send((byte) 0x81, (byte) 2, (byte) 'h', (byte) 'i');
    assertFailsWith(1002, socket);
  }

  @Test
  void failsAMessageWithinAMessage() throws Exception {
    RawWebSocket socket = open();
    socket.frame(RawWebSocket.TEXT, (byte) 'a').text("b");
    assertFailsWith(1002, socket);
  }

  @Test
  void failsAMessageOverTheLimit() throws Exception {
    RawWebSocket socket = open();
    socket.frame(0x80 | RawWebSocket.BINARY, new byte[1001]);
    assertFailsWith(1009, socket);
  }

  @Test
  void failsFragmentsThatAreTogetherOverTheLimit() throws Exception {
    RawWebSocket socket = open();
    socket
        .frame(RawWebSocket.BINARY, new byte[600])
        .frame(0x80 | RawWebSocket.CONTINUATION, new byte[401]);
    assertFailsWith(1009, socket);
  }

  @Test
  void takesAMessageOfJustTheLimit() throws Exception {
    RawWebSocket socket = open();
    socket
        .frame(RawWebSocket.BINARY, new byte[600])
        .frame(0x80 | RawWebSocket.CONTINUATION, new byte[400])
        .frame(0x80 | RawWebSocket.BINARY, new byte[1000]);
    assertThat(probe.next()).hasSize("binary ".length() + 1000);
    assertThat(probe.next()).hasSize("binary ".length() + 1000);
  }

  @Test
  void failsALengthThatNobodyCouldSendBeforeItComes() throws Exception {
    RawWebSocket socket = open();
    ByteBuffer head = ByteBuffer.allocate(14).put((byte) 0x82).put((byte) 0xff).putLong(1L << 31);
    socket.client().send(head.array());
    assertFailsWith(1009, socket);
  }

  @Test
  void failsTextThatIsNotUtf8() throws Exception {
    RawWebSocket socket = open();
    socket.frame(0x80 | RawWebSocket.TEXT, (byte) 0xc3, (byte) 0x28);
    assertFailsWith(1007, socket);
  }

  @ParameterizedTest
  @CsvSource({"1005", "1006", "999", "0", "2000", "5000"})
  void failsACloseCodeThatMustNotBeSent(int code) throws Exception {
    RawWebSocket socket = open();
    socket.close(code);
    assertFailsWith(1002, socket);
  }

  @Test
  void failsACloseOfOneByte() throws Exception {
    RawWebSocket socket = open();
    socket.frame(0x80 | RawWebSocket.CLOSE, (byte) 3);
    assertFailsWith(1002, socket);
  }

  @Test
  void survivesAFloodOfPingsThatNobodyReadsTheAnswersOf() throws Exception {
    RawWebSocket socket = open();
    byte[] ping = RawWebSocket.encode(0x80 | RawWebSocket.PING, new byte[100]);
    ByteBuffer many = ByteBuffer.allocate(ping.length * 1000);
    for (int i = 0; i < 1000; i++) {
      many.put(ping);
    }
    for (int i = 0; i < 50; i++) {
      socket.client().send(many.array());
    }
    socket.text("end");
    assertThat(probe.next()).isEqualTo("end");
    byte[] text = "fine".getBytes(UTF_8);
    probe.session().sendBinary(ByteBuffer.wrap(text));
    RawWebSocket.Frame frame = socket.read();
    while (frame.opcode() == RawWebSocket.PONG) {
      frame = socket.read();
    }
    assertThat(frame.payload()).isEqualTo(text);
  }
}
