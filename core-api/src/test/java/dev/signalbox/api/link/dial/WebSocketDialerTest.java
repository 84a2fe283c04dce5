package dev.signalbox.api.link.dial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.dial.DialException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebSocketDialerTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private WebSocketDialer dialer;
  private TinyServer server;

  @BeforeEach
  void make() throws Exception {
    dialer = new WebSocketDialer(SSLContext.getDefault(), threads);
  }

  @AfterEach
  void close() throws Exception {
    dialer.close();
    threads.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  /** Notes what it is told, and asks for nothing. */
  private final class Notes implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {
      told.add("open");
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      told.add(text);
    }

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {
      told.add("binary " + UTF_8.decode(data));
    }

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {
      told.add("closed " + code + " " + reason);
    }
  }

  private String told() throws InterruptedException {
    String next = told.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("what was told").isNotNull();
    return next;
  }

  private CompletableFuture<WebSocketSession> dial(URI target, String subprotocol) {
    WebSocketLimits limits =
        new WebSocketLimits(1000, Duration.ofSeconds(20), Duration.ofSeconds(60));
    return dialer
        .dial(target, subprotocol, HttpHeaders.of("Authorization", "Bearer x"), limits, new Notes())
        .toCompletableFuture();
  }

  private WebSocketSession open(TinyServer.Talk talk) throws Exception {
    server = new TinyServer(talk);
    WebSocketSession session = dial(server.uri("/"), "").get(10, TimeUnit.SECONDS);
    assertThat(told()).isEqualTo("open");
    return session;
  }

  private DialException refused(URI target, String subprotocol) {
    Throwable failure = catchThrowable(() -> dial(target, subprotocol).get(25, TimeUnit.SECONDS));
    assertThat(failure).hasCauseInstanceOf(DialException.class);
    return (DialException) failure.getCause();
  }

  private DialException refused(TinyServer.Talk talk) throws IOException {
    if (server != null) {
      server.close();
    }
    server = new TinyServer(talk);
    return refused(server.uri("/"), "wanted");
  }

  @Test
  void asksForWhatItIsToldTo() throws Exception {
    server =
        new TinyServer(
            (s, head) -> TinyServer.switchOver(s, head, "Sec-WebSocket-Protocol: p\r\n"));
    WebSocketSession session = dial(server.uri("/a%20b?c=d"), "p").get(10, TimeUnit.SECONDS);
    assertThat(session.subprotocol()).isEqualTo("p");
    assertThat(session.isOpen()).isTrue();
    assertThat(server.heads().get(0))
        .startsWith("GET /a%20b?c=d HTTP/1.1\r\n")
        .contains("\r\nHost: localhost:" + server.port() + "\r\n")
        .contains("\r\nAuthorization: Bearer x\r\n")
        .contains("\r\nSec-WebSocket-Protocol: p\r\n");
  }

  @Test
  void saysThatANameIsUnknown() {
    DialException failure = refused(URI.create("ws://nobody.invalid:1/"), "");
    assertThat(failure.kind()).isEqualTo(Kind.NAME);
    assertThat(failure).hasMessage("nobody.invalid: no address is known for this name");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    DialException failure = refused(URI.create("ws://127.0.0.1:" + port + "/"), "");
    assertThat(failure.kind()).isEqualTo(Kind.TCP);
    assertThat(failure).hasMessageStartingWith("127.0.0.1:" + port + ": connection refused");
  }

  @Test
  void saysThatTheOtherSideSpeaksNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0)) {
      threads.execute(
          () -> {
            try (Socket socket = plain.accept()) {
              TinyServer.say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
              socket.getInputStream().readAllBytes();
            } catch (IOException e) {
              // The client has gone.
            }
          });
      DialException failure =
          refused(URI.create("wss://localhost:" + plain.getLocalPort() + "/"), "");
      assertThat(failure.kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  void passesTheProblemThatWasAnswered() throws Exception {
    String problem = "{\"status\":403,\"code\":\"ticket.spent\",\"detail\":\"used\\u0007 before\"}";
    DialException failure =
        refused(
            (socket, head) ->
                TinyServer.say(
                    socket,
                    "HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\n"
                        + "Content-Length: "
                        + problem.length()
                        + "\r\n\r\n"
                        + problem));
    assertThat(failure.kind()).isEqualTo(Kind.HTTP);
    assertThat(failure.status()).hasValue(403);
    assertThat(failure.problem()).hasValue("ticket.spent");
    assertThat(failure).hasMessageEndingWith(": answered 403 ticket.spent: used  before");
  }

  @Test
  void refusesAnAnswerThatIsNoHandshake() throws Exception {
    List<TinyServer.Talk> oddities =
        List.of(
            (socket, head) -> TinyServer.say(socket, "SSH-2.0-OpenSSH\r\n\r\n"),
            (socket, head) -> TinyServer.say(socket, "HTTP/1.1 200 OK\r\n\r\n"),
            (socket, head) -> TinyServer.say(socket, "HTTP/1.1 101 Yes\r\n bad: x\r\n\r\n"),
            (socket, head) -> TinyServer.switchOver(socket, "Sec-WebSocket-Key: other\r\n"),
            (socket, head) -> TinyServer.switchOver(socket, head),
            (socket, head) ->
                TinyServer.switchOver(socket, head, "Sec-WebSocket-Protocol: another\r\n"),
            (socket, head) -> TinyServer.say(socket, "x".repeat(40_000)),
            (socket, head) -> socket.close());
    for (TinyServer.Talk oddity : oddities) {
      assertThat(refused(oddity).kind()).isEqualTo(Kind.HTTP);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void givesUpOnAServerThatSaysNothingOrTooSlowly() throws Exception {
    DialException failure =
        refused(
            (socket, head) -> {
              for (char c : "HTTP/1.1 200 OK of a server that is very slow".toCharArray()) {
                TinyServer.say(socket, "" + c);
                LockSupport.parkNanos(500_000_000);
              }
            });
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void answersAPingThoughNothingIsAskedFor() throws Exception {
    CompletableFuture<Integer> pong = new CompletableFuture<>();
    open(
        (socket, head) -> {
          TinyServer.switchOver(socket, head);
          TinyServer.say(socket, "\u0081\u0002hi\u0089\u0000");
          pong.complete(socket.getInputStream().read());
        });
    assertThat(pong.get(10, TimeUnit.SECONDS)).isEqualTo(0x8a);
    assertThat(told).isEmpty();
  }

  @Test
  void joinsWhatCameInPieces() throws Exception {
    WebSocketSession session =
        open(
            (socket, head) -> {
              TinyServer.switchOver(socket, head);
              TinyServer.say(socket, "\u0001\u0002he\u0080\u0003llo");
            });
    session.request(1);
    assertThat(told()).isEqualTo("hello");
  }

  @Test
  void refusesAMessageThatIsTooBig() throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    open(
        (socket, head) -> {
          TinyServer.switchOver(socket, head);
          TinyServer.say(socket, "\u0082\u007e\u0003\u00e9");
          answer.complete(socket.getInputStream().readNBytes(2));
        });
    assertThat(answer.get(10, TimeUnit.SECONDS)[0]).isEqualTo((byte) 0x88);
    server.close();
    assertThat(told()).startsWith("closed 1009");
  }

  @Test
  void tellsOfABrokenConnectionOnce() throws Exception {
    WebSocketSession session =
        open(
            (socket, head) -> {
              TinyServer.switchOver(socket, head);
              socket.close();
            });
    assertThat(told()).isEqualTo("closed 1006 ");
    assertThat(session.isOpen()).isFalse();
    session.abort();
    dialer.close();
    await().during(Duration.ofMillis(200)).until(told::isEmpty);
  }

  @Test
  void tellsOfItsEndWithWhatCameBeforeTheClose() throws Exception {
    WebSocketSession session =
        open(
            (socket, head) -> {
              TinyServer.switchOver(socket, head);
              TinyServer.say(socket, "\u0081\u0001a\u0088\u0005\u0011\u0040bye");
              socket.getInputStream().readAllBytes();
            });
    session.request(5);
    assertThat(told()).isEqualTo("a");
    assertThat(told()).isEqualTo("closed 4416 bye");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    for (int i = 0; i < 5; i++) {
      WebSocketSession session = open((socket, head) -> TinyServer.switchOver(socket, head));
      session.sendText("x");
      if (i % 2 == 0) {
        session.abort();
      } else {
        server.close();
      }
      assertThat(told()).isEqualTo("closed 1006 ");
      server.close();
    }
    dialer.close();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("websocket")));
  }

  @Test
  void failsWhatIsUnderWayWhenItIsClosed() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    server = new TinyServer((socket, head) -> begun.complete(null));
    CompletableFuture<WebSocketSession> session = dial(server.uri("/"), "");
    begun.get(10, TimeUnit.SECONDS);
    dialer.close();
    assertThat(catchThrowable(() -> session.get(5, TimeUnit.SECONDS)))
        .hasCauseInstanceOf(DialException.class);
    assertThat(refused(server.uri("/"), "").kind()).isEqualTo(Kind.OTHER);
  }

  @Test
  void goesThroughTheSystemsProxy() throws Exception {
    TinyServer proxy =
        new TinyServer(
            (socket, head) -> {
              if (head.startsWith("CONNECT panel.invalid:8443 ")) {
                TinyServer.say(socket, "HTTP/1.1 200 OK\r\n\r\n");
                String request = "";
                while (!request.endsWith("\r\n\r\n")) {
                  request += (char) socket.getInputStream().read();
                }
                TinyServer.switchOver(socket, request);
              }
            });
    ProxySelector selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            SocketAddress address = new InetSocketAddress("localhost", proxy.port());
            return List.of(new Proxy(Proxy.Type.HTTP, address));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    try (proxy;
        WebSocketDialer through = new WebSocketDialer(SSLContext.getDefault(), threads, selector)) {
      through
          .dial(
              URI.create("ws://panel.invalid:8443/"),
              "",
              HttpHeaders.empty(),
              WebSocketLimits.DEFAULT,
              new Notes())
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      assertThat(told()).isEqualTo("open");
    }
  }

  @Test
  void dialsNothingButWebSockets() {
    for (String uri : new String[] {"https://a/", "ws:a", "ws://u@a/", "ws://a/#b", "/a"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> dial(URI.create(uri), ""))
          .withMessageStartingWith("target");
    }
  }
}
