package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketSession;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How WebSocket sessions end: closing handshakes, breaks, silence. */
public abstract class WebSocketCloseContract extends TransportContract {
  private static final WebSocketLimits QUICK =
      new WebSocketLimits(64 * 1024, Duration.ofMillis(200), Duration.ofMillis(700));

  private final ListenerProbe probe = ListenerProbe.asking();

  private RawWebSocket open(ListenerProbe listener) throws Exception {
    return RawWebSocket.open(connect(serve(listener.handler())));
  }

  @Test
  void seesACloseThatNobodyAskedFor() throws Exception {
    ListenerProbe waiting = ListenerProbe.waiting();
    RawWebSocket socket = open(waiting);
    waiting.session();
    socket.frame(0x80 | RawWebSocket.CLOSE, (byte) 0x0f, (byte) 0xa0, (byte) 'b', (byte) 'y');
    assertThat(socket.readCloseCode()).isEqualTo(4000);
    assertThat(waiting.closed()).isEqualTo(new ListenerProbe.Closed(4000, "by"));
    assertThat(socket.client().readToEnd()).isEmpty();
    assertThat(waiting.session().isOpen()).isFalse();
    assertThat(waiting.closes()).isEqualTo(1);
  }

  @Test
  void deliversWhatCameBeforeAClose() throws Exception {
    ListenerProbe waiting = ListenerProbe.waiting();
    RawWebSocket socket = open(waiting);
    socket.text("one").text("two").close(1000);
    WebSocketSession session = waiting.session();
    await().until(() -> !session.isOpen());
    session.request(1);
    assertThat(waiting.next()).isEqualTo("one");
    assertThat(waiting.isClosed()).isFalse();
    session.request(1);
    assertThat(waiting.next()).isEqualTo("two");
    assertThat(waiting.closed().code()).isEqualTo(1000);
  }

  @Test
  void tellsOfACloseWithoutACode() throws Exception {
    RawWebSocket socket = open(probe);
    socket.frame(0x80 | RawWebSocket.CLOSE);
    assertThat(probe.closed()).isEqualTo(new ListenerProbe.Closed(1005, ""));
    assertThat(socket.readCloseCode()).isEqualTo(1005);
  }

  @Test
  void tellsOfABrokenConnection() throws Exception {
    RawWebSocket socket = open(probe);
    probe.session();
    socket.client().close();
    assertThat(probe.closed().code()).isEqualTo(1006);
    assertThat(probe.closes()).isEqualTo(1);
  }

  @Test
  void closesBehindWhatWasSent() throws Exception {
    RawWebSocket socket = open(probe);
    probe.session().sendText("last");
    probe.session().close(4001, "enough");
    probe.session().close(4002, "again");
    assertThat(probe.session().isOpen()).isFalse();
    assertThat(socket.read().text()).isEqualTo("last");
    RawWebSocket.Frame close = socket.read();
    assertThat(close.closeCode()).isEqualTo(4001);
    assertThat(new String(close.payload(), 2, close.payload().length - 2, UTF_8))
        .isEqualTo("enough");
    assertThat(probe.isClosed()).isFalse();
    socket.close(4001);
    assertThat(probe.closed().code()).isEqualTo(4001);
    assertThat(socket.client().readToEnd()).isEmpty();
  }

  @Test
  void cutsOffAPeerThatDoesNotAnswerTheClose() throws Exception {
    RawWebSocket socket = open(probe);
    long start = System.nanoTime();
    probe.session().close(1000, "");
    assertThat(socket.readCloseCode()).isEqualTo(1000);
    assertThat(socket.client().readToEnd()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
    assertThat(probe.closed().code()).isEqualTo(1006);
  }

  @Test
  void refusesACloseThatCannotBeSent() throws Exception {
    open(probe);
    WebSocketSession session = probe.session();
    assertThatThrownBy(() -> session.close(1005, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.close(999, "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.close(1000, "é".repeat(62)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.request(0)).isInstanceOf(IllegalArgumentException.class);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void failsWhatIsSentBehindTheEnd() throws Exception {
    RawWebSocket socket = open(probe);
    socket.close(1000);
    probe.closed();
    assertThat(probe.session().sendText("late").toCompletableFuture()).isCompletedExceptionally();
    assertThat(probe.session().pendingBytes()).isZero();
  }

  @Test
  void failsPendingMessagesWhereTheSessionEnds() throws Exception {
    ListenerProbe listener = ListenerProbe.asking();
    RawWebSocket socket = RawWebSocket.open(connect(serve(listener.handler()), 64 * 1024));
    WebSocketSession session = listener.session();
    session.sendBinary(ByteBuffer.allocate(16 * 1024 * 1024));
    CompletionStage<Void> last = session.sendBinary(ByteBuffer.allocate(16 * 1024 * 1024));
    session.abort();
    assertThat(listener.closed().code()).isEqualTo(1006);
    CompletableFuture<Void> future = last.toCompletableFuture();
    await().until(future::isCompletedExceptionally);
    assertThat(session.pendingBytes()).isZero();
    assertThat(socket.client().readToEnd()).hasSizeLessThan(32 * 1024 * 1024);
  }

  @Test
  void pingsAndClosesAClientThatIsSilent() throws Exception {
    RawWebSocket socket = RawWebSocket.open(connect(serve(probe.handler(QUICK))));
    assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PING);
    assertThat(socket.readCloseCode()).isEqualTo(1001);
    socket.close(1001);
    assertThat(probe.closed().code()).isEqualTo(1001);
  }

  @Test
  void keepsAClientThatAnswersPings() throws Exception {
    WebSocketLimits limits =
        new WebSocketLimits(64 * 1024, Duration.ofMillis(200), Duration.ofSeconds(2));
    RawWebSocket socket = RawWebSocket.open(connect(serve(probe.handler(limits))));
    long start = System.nanoTime();
    while (Duration.ofNanos(System.nanoTime() - start).compareTo(limits.idleTimeout()) <= 0) {
      assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PING);
      socket.frame(0x80 | RawWebSocket.PONG);
    }
    assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PING);
    assertThat(probe.isClosed()).isFalse();
  }

  @Test
  void doesNotCountSilenceThatNobodyListensTo() throws Exception {
    ListenerProbe waiting = ListenerProbe.waiting();
    RawWebSocket.open(connect(serve(waiting.handler(QUICK))));
    WebSocketSession session = waiting.session();
    await().during(Duration.ofMillis(1500)).until(session::isOpen);
  }

  @Test
  void closesWhereTheListenerFails() throws Exception {
    RawWebSocket socket = open(probe);
    socket.text("throw");
    assertThat(socket.readCloseCode()).isEqualTo(1011);
  }
}
