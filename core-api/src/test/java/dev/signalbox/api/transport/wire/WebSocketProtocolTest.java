package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketProtocolTest {
  private static final WebSocketLimits LIMITS =
      new WebSocketLimits(1000, Duration.ofSeconds(20), Duration.ofSeconds(60));

  private final List<String> told = new ArrayList<>();
  private final Carrier carrier = new Carrier();
  private final Listener listener = new Listener();
  private final WebSocketProtocol protocol =
      new WebSocketProtocol(
          new WebSocketUpgrade(HttpHeaders.empty(), "p", LIMITS, listener), carrier);

  /** Takes every frame at once unless blocked, and notes what is asked of it. */
  private final class Carrier implements WebSocketCarrier {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final ByteBuffer input = ByteBuffer.allocate(1 << 20).flip();
    private final List<String> sent = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean blocked;
    private boolean reading;

    void receive(byte[] bytes) {
      input.compact().put(bytes).flip();
      read();
    }

    void runTasks() {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
    }

    @Override
    public boolean inThread() {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public boolean isStopping() {
      return false;
    }

    @Override
    public void write() {
      if (blocked) {
        return;
      }
      Optional<WebSocketOutbox.Frame> next = protocol.outbox().next();
      while (next.isPresent()) {
        ByteBuffer payload = next.get().payload().duplicate();
        String text = next.get().opcode() == Frames.CLOSE ? closeText(payload) : text(payload);
        sent.add(next.get().opcode() + " " + text);
        next.get().sent();
        next = protocol.outbox().next();
      }
    }

    private static String closeText(ByteBuffer payload) {
      return payload.hasRemaining() ? payload.getShort() + text(payload) : "";
    }

    private static String text(ByteBuffer bytes) {
      return UTF_8.decode(bytes).toString();
    }

    @Override
    public void read() {
      if (reading) {
        return;
      }
      reading = true;
      while (input.hasRemaining() && protocol.wantsInput()) {
        protocol.receive(input);
      }
      reading = false;
    }

    @Override
    public void close() {
      asked.add("close");
    }

    @Override
    public void cut() {
      asked.add("cut");
    }

    @Override
    public void over() {
      asked.add("over");
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
      return () -> {};
    }
  }

  private final class Listener implements WebSocketListener {
    private WebSocketSession session;
    private Consumer<WebSocketSession> onOpen = opened -> {};
    private Consumer<String> onText = text -> {};

    @Override
    public void onOpen(WebSocketSession opened) {
      session = opened;
      onOpen.accept(opened);
      told.add("open");
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      told.add(text);
      onText.accept(text);
    }

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {
      told.add("bytes " + data.remaining());
    }

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {
      told.add("closed " + code + reason);
    }
  }

  /** A client's frame, masked with zeros. */
  private static byte[] frame(int start, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
    frame.put((byte) start);
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  private static byte[] close(int code) {
    return frame(0x88, new CloseReason(code, "").payload().array());
  }

  @Test
  void deliversOnlyWhatIsAskedFor() {
    protocol.begin();
    carrier.receive(text("a"));
    carrier.receive(text("b"));
    assertThat(told).containsExactly("open");
    listener.session.request(1);
    assertThat(told).containsExactly("open", "a");
    listener.session.request(Long.MAX_VALUE);
    listener.session.request(Long.MAX_VALUE);
    carrier.receive(frame(0x82, new byte[3]));
    assertThat(told).containsExactly("open", "a", "b", "bytes 3");
  }

  @Test
  void neverNestsOneCallOfTheListenerInAnother() {
    List<String> depths = new ArrayList<>();
    carrier.input.compact().put(text("a")).put(text("b")).put(close(1000)).flip();
    listener.onOpen = opened -> opened.request(1);
    listener.onText =
        text -> {
          depths.add("in " + text);
          listener.session.request(1);
          depths.add("out " + text);
        };
    protocol.begin();
    assertThat(told).containsExactly("open", "a", "b", "closed 1000");
    assertThat(depths).containsExactly("in a", "out a", "in b", "out b");
  }

  @Test
  void answersPingsAndSeesACloseThatNobodyAskedFor() {
    protocol.begin();
    carrier.receive(text("kept"));
    carrier.receive(frame(0x89, new byte[] {'x'}));
    carrier.receive(close(1001));
    assertThat(carrier.sent).containsExactly("10 x", "8 1001");
    assertThat(carrier.asked).containsExactly("close");
    assertThat(told).containsExactly("open");
    listener.session.request(9);
    assertThat(told).containsExactly("open", "kept", "closed 1001");
    assertThat(carrier.asked).containsExactly("close", "over");
  }

  @Test
  void stopsReadingWhileItsQueueIsFull() {
    protocol.begin();
    for (int i = 0; i < 100; i++) {
      carrier.receive(text("m" + i));
    }
    assertThat(protocol.wantsInput()).isFalse();
    assertThat(carrier.input.hasRemaining()).isTrue();
    listener.session.request(Long.MAX_VALUE);
    assertThat(carrier.input.hasRemaining()).isFalse();
    assertThat(told).hasSize(101).endsWith("m99");
  }

  @Test
  void answersOnlyTheLastPingOfAClientThatDoesNotRead() {
    carrier.blocked = true;
    protocol.begin();
    for (int i = 0; i < 1000; i++) {
      carrier.receive(frame(0x89, Integer.toString(i).getBytes(UTF_8)));
    }
    carrier.blocked = false;
    carrier.write();
    assertThat(carrier.sent).containsExactly("10 999");
  }

  @Test
  void sendsInOrderByOneTask() {
    protocol.begin();
    CompletableFuture<Void> first = listener.session.sendText("a").toCompletableFuture();
    listener.session.sendBinary(ByteBuffer.wrap("b".getBytes(UTF_8)));
    listener.session.close(1000, "bye");
    assertThat(listener.session.isOpen()).isFalse();
    assertThat(carrier.tasks).hasSize(1);
    carrier.runTasks();
    assertThat(carrier.sent).containsExactly("1 a", "2 b", "8 1000bye");
    assertThat(first).isCompleted();
    assertThat(listener.session.pendingBytes()).isZero();
    assertThat(carrier.asked).isEmpty();
    carrier.receive(close(1000));
    assertThat(carrier.asked).containsExactly("over", "close");
    assertThat(told).containsExactly("open", "closed 1000");
  }

  @Test
  void failsWhatWasNotSentWhereTheConnectionBreaks() {
    carrier.blocked = true;
    protocol.begin();
    CompletableFuture<Void> waiting = listener.session.sendText("a").toCompletableFuture();
    assertThat(listener.session.pendingBytes()).isEqualTo(1);
    protocol.connectionClosed();
    assertThat(waiting).isCompletedExceptionally();
    assertThat(listener.session.sendText("b").toCompletableFuture()).isCompletedExceptionally();
    assertThat(listener.session.pendingBytes()).isZero();
    assertThat(told).containsExactly("open", "closed 1006");
  }

  @Test
  void abortsAtOnce() {
    protocol.begin();
    listener.session.abort();
    assertThat(carrier.asked).containsExactly("cut");
    assertThat(listener.session.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0101, 1002", "8b80, 1002", "82fe0400, 1009", "8881, 1002"})
  void closesForAFault(String start, int code) {
    protocol.begin();
    carrier.receive(new byte[0]);
    ByteBuffer bytes = ByteBuffer.allocate(20);
    for (int i = 0; i < start.length(); i += 2) {
      bytes.put((byte) Integer.parseInt(start.substring(i, i + 2), 16));
    }
    carrier.receive(bytes.array());
    assertThat(carrier.sent).hasSize(1).allMatch(frame -> frame.startsWith("8 " + code));
    assertThat(carrier.asked).containsExactly("over", "close");
    assertThat(told).hasSize(2).last().asString().startsWith("closed " + code);
  }

  @Test
  void closesWhereTheListenerFails() {
    listener.onText =
        text -> {
          throw new IllegalStateException("on purpose");
        };
    protocol.begin();
    listener.session.request(2);
    carrier.receive(text("a"));
    carrier.receive(text("dropped"));
    carrier.receive(close(1011));
    assertThat(carrier.sent).containsExactly("8 1011");
    assertThat(told).containsExactly("open", "a", "closed 1011");
  }

  @Test
  void goesAwayWhereTheServerStops() {
    protocol.begin();
    protocol.stop();
    protocol.stop();
    assertThat(carrier.sent).containsExactly("8 1001server stops");
    protocol.connectionClosed();
    assertThat(told).containsExactly("open", "closed 1001server stops");
  }

  @Test
  void refusesWhatACallerMayNotAsk() {
    protocol.begin();
    assertThatIllegalArgumentException().isThrownBy(() -> listener.session.request(0));
    assertThatIllegalArgumentException().isThrownBy(() -> listener.session.close(1005, ""));
    assertThat(listener.session.isOpen()).isTrue();
    assertThat(listener.session.subprotocol()).isEqualTo("p");
  }
}
