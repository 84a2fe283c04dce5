package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.LinkError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams of a link, dialled over the network and accepted by the transport. */
public abstract class LinkStreamContract extends TransportContract {
  private static final int LARGE = 64 * 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(2);

  private LinkStreams link(HttpHandler served) {
    LinkStreams link =
        closeAfterwards(
            LinkStreams.servedByTheDialler(TestCertificates.trusting(MATERIAL), served));
    return link.begin(uri(serve(link)));
  }

  private LinkStreams reversedLink(HttpHandler served) {
    LinkStreams link =
        closeAfterwards(
            LinkStreams.servedByTheAcceptor(TestCertificates.trusting(MATERIAL), served));
    return link.begin(uri(serve(link)));
  }

  private URI uri(HttpServer server) {
    String scheme = subject().tls() ? "wss" : "ws";
    return URI.create(scheme + "://localhost:" + server.addresses().get(0).getPort() + "/");
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static ResponseBody.Stream stream(HttpReply reply) {
    return (ResponseBody.Stream) ((HttpResponse) reply).body();
  }

  private static String digest(HttpReply reply) throws Exception {
    return StreamDigest.read(stream(reply).publisher()).get(50, TimeUnit.SECONDS);
  }

  private static CompletionStage<HttpReply> digested(HttpRequest request) {
    return StreamDigest.readLists(request.body()).thenApply(digest -> text(digest));
  }

  private static String bodyText(HttpReply reply) throws Exception {
    BodyText text = new BodyText();
    stream(reply).publisher().subscribe(text);
    return text.result().get(10, TimeUnit.SECONDS);
  }

  private static HttpReply streaming(PublisherProbe probe, OptionalLong length) {
    return new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(probe, length));
  }

  private static boolean isBroken(Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException || failure instanceof CompletionException
            ? failure.getCause()
            : failure;
    return cause instanceof SignalboxException coded && coded.code() == LinkError.BROKEN;
  }

  @Test
  void carriesALargeBodyUp() throws Exception {
    byte[] bytes = random(LARGE);
    LinkStreams link = link(LinkStreamContract::digested);
    assertThat(bodyText(link.call("PUT", "/up", RequestBody.of(bytes))))
        .isEqualTo(StreamDigest.of(bytes));
  }

  @Test
  void carriesALargeBodyUpToTheAcceptor() throws Exception {
    byte[] bytes = random(LARGE);
    LinkStreams link = reversedLink(LinkStreamContract::digested);
    assertThat(bodyText(link.call("PUT", "/up", RequestBody.of(bytes))))
        .isEqualTo(StreamDigest.of(bytes));
  }

  @Test
  void carriesALargeFileDown(@TempDir Path directory) throws Exception {
    byte[] bytes = random(LARGE);
    Path file = Files.write(directory.resolve("large"), bytes);
    HttpHandler handler =
        request -> {
          try {
            FileChannel channel = FileChannel.open(file);
            ResponseBody body = ResponseBody.of(channel, 7, bytes.length - 9);
            return new HttpResponse(200, HttpHeaders.empty(), body).asStage();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    String expected = StreamDigest.of(Arrays.copyOfRange(bytes, 7, bytes.length - 2));
    LinkStreams link = link(handler);
    assertThat(digest(link.call("GET", "/down", RequestBody.empty()))).isEqualTo(expected);
    LinkStreams reversed = reversedLink(handler);
    assertThat(digest(reversed.call("GET", "/down", RequestBody.empty()))).isEqualTo(expected);
  }

  @Test
  void relaysALargeBodyThroughTheTransport() throws Exception {
    byte[] bytes = random(LARGE / 4);
    HttpHandler handler =
        request ->
            request.method().equals("PUT")
                ? digested(request)
                : new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(bytes)).asStage();
    LinkStreams link =
        closeAfterwards(
            LinkStreams.servedByTheDialler(TestCertificates.trusting(MATERIAL), handler));
    HttpServer server = serve(link);
    link.begin(uri(server));
    RawClient client = connect(server);
    for (int i = 0; i < 2; i++) {
      assertThat(Arrays.equals(client.get("/relayed").read().body(), bytes)).isTrue();
      client.request("PUT", "/relayed", "Content-Length: " + bytes.length).send(bytes);
      assertThat(client.read().text()).isEqualTo(StreamDigest.of(bytes));
    }
  }

  @Test
  void holdsBackASenderWhoseReaderIsSlow() throws Exception {
    byte[] item = new byte[64 * 1024];
    int items = 1024;
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(item, items));
    LinkStreams link = link(request -> streaming(probe, OptionalLong.empty()).asStage());
    ResponseBody.Stream body = stream(link.call("GET", "/slow", RequestBody.empty()));
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(() -> probe.published() < 12L * 1024 * 1024);
    long before = probe.published();
    assertThat(before).isPositive();
    assertThat(StreamDigest.read(body.publisher()).get(30, TimeUnit.SECONDS))
        .startsWith((long) items * item.length + " ");
  }

  @Test
  void holdsBackACallerWhoseBodyNobodyReads() throws Exception {
    BodyProbe reader = BodyProbe.waiting();
    LinkStreams link =
        link(
            request -> {
              request.body().subscribe(reader);
              return reader.result().thenApply(bytes -> text("" + bytes.length));
            });
    LentBody body = closeAfterwards(LentBody.of(random(LARGE / 2), 50_000));
    CompletableFuture<HttpReply> reply = link.begun("PUT", "/slow", body);
    await().until(() -> body.given() > 0);
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(() -> body.given() < 12L * 1024 * 1024);
    reader.request(Long.MAX_VALUE);
    assertThat(bodyText(reply.get(20, TimeUnit.SECONDS))).isEqualTo("" + LARGE / 2);
  }

  @Test
  void tellsTheServerThatABodyIsNotWanted() throws Exception {
    PublisherProbe probe =
        closeAfterwards(PublisherProbe.completing(new byte[64 * 1024], Long.MAX_VALUE));
    LinkStreams link = link(request -> streaming(probe, OptionalLong.empty()).asStage());
    stream(link.call("GET", "/long", RequestBody.empty())).release();
    probe.cancelled().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void tellsTheHandlerThatAReplyIsNotWanted() throws Exception {
    CompletableFuture<HttpReply> pending = new CompletableFuture<>();
    CompletableFuture<Void> called = new CompletableFuture<>();
    LinkStreams link =
        link(
            request -> {
              called.complete(null);
              return pending;
            });
    CompletableFuture<HttpReply> reply = link.begun("GET", "/never", RequestBody.empty());
    called.get(10, TimeUnit.SECONDS);
    reply.cancel(false);
    await().atMost(SOON).until(pending::isCancelled);
  }

  @Test
  void tellsTheCallerThatABodyBreaksOff() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.failingAfter(new byte[1000], 3));
    LinkStreams link = link(request -> streaming(probe, OptionalLong.of(5000)).asStage());
    CompletableFuture<String> read =
        StreamDigest.read(stream(link.call("GET", "/", RequestBody.empty())).publisher());
    assertThatThrownBy(() -> read.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
        .matches(LinkStreamContract::isBroken);
  }

  @Test
  void failsAnExchangeWhoseServerIsGone() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.silentAfter(new byte[1000], 3));
    LinkStreams link = link(request -> streaming(probe, OptionalLong.empty()).asStage());
    CompletableFuture<String> read =
        StreamDigest.read(stream(link.call("GET", "/", RequestBody.empty())).publisher());
    await().until(() -> probe.published() == 3000);
    link.dialer().close();
    assertThatThrownBy(() -> read.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
        .matches(LinkStreamContract::isBroken);
    probe.cancelled().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Test
  void passesAnEarlyAnswerAndStopsTheBody() throws Exception {
    LinkStreams link = link(request -> HttpResponse.of(413).asStage());
    LentBody body = closeAfterwards(LentBody.of(random(LARGE), 100_000));
    HttpResponse response = (HttpResponse) link.call("PUT", "/large", body);
    assertThat(response.status()).isEqualTo(413);
    await().atMost(SOON).until(body::isCancelled);
    assertThat(body.given()).isLessThan(LARGE);
    assertThat(
            bodyText(link(request -> text("next").asStage()).call("GET", "/", RequestBody.empty())))
        .isEqualTo("next");
  }

  @Test
  void usesFewStreamsForThousandsOfExchanges() throws Exception {
    LinkStreams link =
        link(
            request ->
                request.method().equals("PUT")
                    ? digested(request)
                    : text(request.path()).asStage());
    for (int i = 0; i < 2000; i++) {
      if (i % 3 == 0) {
        byte[] bytes = random(i * 50);
        assertThat(bodyText(link.call("PUT", "/" + i, RequestBody.of(bytes))))
            .isEqualTo(StreamDigest.of(bytes));
      } else {
        assertThat(bodyText(link.call("GET", "/" + i, RequestBody.empty()))).isEqualTo("/" + i);
      }
    }
    assertThat(link.pool().open()).isBetween(2, 8);
  }

  @Test
  void passesAWebSocketThrough() throws Exception {
    int messages = 10_000;
    ListenerProbe daemon = ListenerProbe.asking();
    ListenerProbe browser = ListenerProbe.asking();
    LinkStreams link =
        closeAfterwards(
            LinkStreams.servedByTheDialler(
                TestCertificates.trusting(MATERIAL),
                request -> daemon.upgrade("chat", WebSocketLimits.DEFAULT).asStage()));
    HttpServer server = serve(link);
    link.begin(uri(server));
    WebSocketSession client =
        link.dialer()
            .dial(
                uri(server).resolve("/console"),
                "chat",
                HttpHeaders.empty(),
                WebSocketLimits.DEFAULT,
                browser)
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    WebSocketSession served = daemon.session();
    assertThat(served.subprotocol()).isEqualTo("chat");
    for (int i = 0; i < messages; i++) {
      client.sendText("up " + i);
      served.sendBinary(ByteBuffer.wrap(("down " + i).getBytes(UTF_8)));
    }
    for (int i = 0; i < messages; i++) {
      assertThat(daemon.next()).isEqualTo("up " + i);
      assertThat(browser.next()).isEqualTo("binary down " + i);
    }
    served.sendText("bye");
    served.close(4416, "out of range");
    assertThat(browser.next()).isEqualTo("bye");
    assertThat(browser.closed()).isEqualTo(new ListenerProbe.Closed(4416, "out of range"));
  }

  @Test
  void passesTheClientsCloseAndItsLimits() throws Exception {
    AtomicReference<ListenerProbe> daemon = new AtomicReference<>();
    LinkStreams link =
        closeAfterwards(
            LinkStreams.servedByTheDialler(
                TestCertificates.trusting(MATERIAL),
                request ->
                    daemon
                        .get()
                        .upgrade(
                            "",
                            new WebSocketLimits(
                                1000, Duration.ofSeconds(20), Duration.ofSeconds(60)))
                        .asStage()));
    HttpServer server = serve(link);
    link.begin(uri(server));
    for (String way : List.of("close", "big", "cut")) {
      ListenerProbe told = ListenerProbe.asking();
      daemon.set(told);
      ListenerProbe browser = ListenerProbe.asking();
      WebSocketSession client =
          link.dialer()
              .dial(
                  uri(server).resolve("/console"),
                  "",
                  HttpHeaders.empty(),
                  WebSocketLimits.DEFAULT,
                  browser)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      told.session();
      switch (way) {
        case "close" -> {
          client.sendText("last");
          client.close(4000, "enough");
          assertThat(told.next()).isEqualTo("last");
          assertThat(told.closed()).isEqualTo(new ListenerProbe.Closed(4000, "enough"));
        }
        case "big" -> {
          client.sendText("x".repeat(1001));
          assertThat(browser.closed().code()).isEqualTo(1009);
          assertThat(told.closed().code()).isEqualTo(1009);
        }
        default -> {
          client.abort();
          assertThat(told.closed().code()).isEqualTo(1006);
        }
      }
    }
  }

  @Test
  void closesAStreamWhoseCallerLies() throws Exception {
    LinkStreams link = reversedLink(LinkStreamContract::digested);
    String head = "{\"method\":\"PUT\",\"path\":\"/\",\"query\":\"\",\"headers\":[],\"length\":3}";
    ByteBuffer four = ByteBuffer.wrap(new byte[4]);
    ByteBuffer two = ByteBuffer.wrap(new byte[2]);
    assertThat(refusal(link, session -> send(session, head, four))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, head, two, "{\"end\":true}")))
        .isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, head, head))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, four))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, "{}"))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, "no head"))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, "x".repeat(1024 * 1024)))).isEqualTo(1002);
    assertThat(refusal(link, session -> send(session, "x".repeat(1024 * 1024 + 1))))
        .isEqualTo(1009);
  }

  private static void send(WebSocketSession session, Object... messages) {
    for (Object message : messages) {
      if (message instanceof String text) {
        session.sendText(text);
      } else {
        session.sendBinary((ByteBuffer) message);
      }
    }
  }

  private static int refusal(LinkStreams link, Consumer<WebSocketSession> liar) throws Exception {
    ListenerProbe probe = ListenerProbe.asking();
    liar.accept(link.dial(probe).toCompletableFuture().get(10, TimeUnit.SECONDS));
    return probe.closed().code();
  }
}
