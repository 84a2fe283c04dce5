package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** WebSocket sessions: handshake, demand and sending. */
public abstract class WebSocketContract extends TransportContract {
  private final ListenerProbe probe = ListenerProbe.asking();

  private RawWebSocket open(ListenerProbe listener) throws Exception {
    return RawWebSocket.open(connect(serve(listener.handler())));
  }

  @Test
  void shakesHands() throws Exception {
    RawClient client =
        connect(serve(request -> probe.upgrade("two", WebSocketLimits.DEFAULT).asStage()));
    client.get(
        "/",
        "Upgrade: WebSocket",
        "Connection: keep-alive, upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: one, two",
        "Sec-WebSocket-Extensions: permessage-deflate");
    RawResponse response = client.readHead();
    assertThat(response.status()).isEqualTo(101);
    assertThat(response.headers().all("Upgrade")).containsExactly("websocket");
    assertThat(response.headers().hasMember("Connection", "Upgrade")).isTrue();
    assertThat(response.headers().all("Sec-WebSocket-Accept"))
        .containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(response.headers().all("Sec-WebSocket-Protocol")).containsExactly("two");
    assertThat(response.headers().contains("Sec-WebSocket-Extensions")).isFalse();
    assertThat(response.headers().contains("Transfer-Encoding")).isFalse();
    assertThat(response.headers().all("X")).containsExactly("y");
    assertThat(probe.session().subprotocol()).isEqualTo("two");
    assertThat(probe.session().isOpen()).isTrue();
  }

  @Test
  void refusesAnUnsoundHandshake() throws Exception {
    HttpServer server = serve(probe.handler());
    String version = "Sec-WebSocket-Version: 13";
    String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    String upgrade = "Upgrade: websocket";
    String connection = "Connection: Upgrade";
    RawResponse wrongVersion =
        connect(server).get("/", upgrade, connection, key, "Sec-WebSocket-Version: 8").read();
    assertThat(wrongVersion.status()).isEqualTo(426);
    assertThat(wrongVersion.headers().all("Sec-WebSocket-Version")).containsExactly("13");
    assertThat(connect(server).get("/").read().status()).isEqualTo(426);
    assertThat(connect(server).get("/", upgrade, connection, version).read().status())
        .isEqualTo(400);
    assertThat(
            connect(server)
                .get("/", upgrade, connection, version, "Sec-WebSocket-Key: c2hvcnQ=")
                .read()
                .status())
        .isEqualTo(400);
    assertThat(probe.closes()).isZero();
  }

  @Test
  void deliversMessages() throws Exception {
    RawWebSocket socket = open(probe);
    socket.text("hello é").frame(0x80 | RawWebSocket.BINARY, "data".getBytes(UTF_8)).text("");
    assertThat(probe.next()).isEqualTo("hello é");
    assertThat(probe.next()).isEqualTo("binary data");
    assertThat(probe.next()).isEmpty();
  }

  @Test
  void takesFramesThatFollowTheHandshakeAtOnce() throws Exception {
    RawClient client = connect(serve(probe.handler()));
    String head =
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    byte[] start = head.getBytes(UTF_8);
    byte[] frame = RawWebSocket.encode(0x80 | RawWebSocket.TEXT, "early".getBytes(UTF_8));
    ByteBuffer both = ByteBuffer.allocate(start.length + frame.length).put(start).put(frame);
    client.send(both.array());
    assertThat(client.readHead().status()).isEqualTo(101);
    assertThat(probe.next()).isEqualTo("early");
  }

  @Test
  void joinsFragmentsAroundAPing() throws Exception {
    RawWebSocket socket = open(probe);
    byte[] snowman = "☃".getBytes(UTF_8);
    socket
        .frame(RawWebSocket.TEXT, snowman[0])
        .frame(0x80 | RawWebSocket.PING, "p".getBytes(UTF_8))
        .frame(RawWebSocket.CONTINUATION, snowman[1])
        .frame(0x80 | RawWebSocket.CONTINUATION, snowman[2]);
    assertThat(probe.next()).isEqualTo("☃");
    RawWebSocket.Frame pong = socket.read();
    assertThat(pong.opcode()).isEqualTo(RawWebSocket.PONG);
    assertThat(pong.text()).isEqualTo("p");
  }

  @Test
  void sendsMessagesOfEverySize() throws Exception {
    RawWebSocket socket = open(probe);
    WebSocketSession session = probe.session();
    for (int size : new int[] {0, 125, 126, 65535, 65536, 1_000_000}) {
      byte[] data = new byte[size];
      session.sendBinary(ByteBuffer.wrap(data));
      RawWebSocket.Frame frame = socket.read();
      assertThat(frame.first()).isEqualTo(0x80 | RawWebSocket.BINARY);
      assertThat(frame.payload()).hasSize(size);
    }
    session.sendText("é").toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(socket.read().text()).isEqualTo("é");
  }

  @Test
  void leavesTheSentBuffersPositionAlone() throws Exception {
    RawWebSocket socket = open(probe);
    ByteBuffer shared = ByteBuffer.wrap("xsharedx".getBytes(UTF_8)).position(1).limit(7);
    probe.session().sendBinary(shared);
    probe.session().sendBinary(shared);
    assertThat(socket.read().text()).isEqualTo("shared");
    assertThat(socket.read().text()).isEqualTo("shared");
    assertThat(shared.position()).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfTheCalls() throws Exception {
    RawWebSocket socket = open(probe);
    for (int i = 0; i < 1000; i++) {
      probe.session().sendText("" + i);
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(socket.read().text()).isEqualTo("" + i);
    }
  }

  @Test
  void deliversOnlyWhatIsAskedFor() throws Exception {
    ListenerProbe waiting = ListenerProbe.waiting();
    RawWebSocket socket = open(waiting);
    for (int i = 0; i < 10; i++) {
      socket.text("" + i);
    }
    socket.frame(0x80 | RawWebSocket.PING);
    assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PONG);
    assertThat(waiting.waitingMessages()).isZero();
    waiting.session().request(2);
    assertThat(waiting.next()).isEqualTo("0");
    assertThat(waiting.next()).isEqualTo("1");
    socket.frame(0x80 | RawWebSocket.PING);
    assertThat(socket.read().opcode()).isEqualTo(RawWebSocket.PONG);
    assertThat(waiting.waitingMessages()).isZero();
    waiting.session().request(100);
    for (int i = 2; i < 10; i++) {
      assertThat(waiting.next()).isEqualTo("" + i);
    }
  }

  @Test
  void holdsBackASenderWhomNobodyAsks() throws Exception {
    ListenerProbe waiting = ListenerProbe.waiting();
    RawWebSocket socket = open(waiting);
    byte[] message = new byte[60 * 1024];
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 1000; i++) {
                  socket.frame(0x80 | RawWebSocket.BINARY, message);
                }
                done.complete(null);
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    sender.start();
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !done.isDone());
    waiting.session().request(1000);
    for (int i = 0; i < 1000; i++) {
      assertThat(waiting.next()).hasSize(message.length + "binary ".length());
    }
    done.get(10, TimeUnit.SECONDS);
  }

  @Test
  void countsThePendingBytesOfASlowClient() throws Exception {
    ListenerProbe listener = ListenerProbe.asking();
    RawWebSocket socket = RawWebSocket.open(connect(serve(listener.handler()), 64 * 1024));
    WebSocketSession session = listener.session();
    ByteBuffer data = ByteBuffer.allocate(1024 * 1024);
    List<CompletionStage<Void>> sent = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      sent.add(session.sendBinary(data));
    }
    await().during(Duration.ofMillis(300)).until(() -> session.pendingBytes() > 8 * 1024 * 1024);
    assertThat(session.pendingBytes()).isLessThanOrEqualTo(32L * 1024 * 1024);
    assertThat(sent.get(31).toCompletableFuture()).isNotDone();
    for (int i = 0; i < 32; i++) {
      assertThat(socket.read().payload()).hasSize(data.capacity());
    }
    for (CompletionStage<Void> stage : sent) {
      stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    await().until(() -> session.pendingBytes() == 0);
  }

  @Test
  void speaksWithTheJdksClient() throws Exception {
    HttpServer server = serve(probe.handler());
    HttpClient client =
        HttpClient.newBuilder().sslContext(TestCertificates.trusting(MATERIAL)).build();
    CompletableFuture<String> received = new CompletableFuture<>();
    String scheme = subject().tls() ? "wss" : "ws";
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(scheme + "://localhost:" + server.addresses().get(0).getPort() + "/"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket webSocket, CharSequence data, boolean last) {
                    received.complete(data.toString());
                    return null;
                  }
                })
            .get(10, TimeUnit.SECONDS);
    socket.sendText("hello", true);
    assertThat(probe.next()).isEqualTo("hello");
    probe.session().sendText("back");
    assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("back");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done");
    assertThat(probe.closed()).isEqualTo(new ListenerProbe.Closed(1000, "done"));
  }
}
