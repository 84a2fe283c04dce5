package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Bodies of requests: framing, demand, 100 Continue, early replies. */
public abstract class RequestBodyContract extends TransportContract {
  private static CompletionStage<HttpReply> echoLength(HttpRequest request) {
    BodyProbe probe = BodyProbe.readingAll();
    request.body().subscribe(probe);
    return probe.result().thenApply(bytes -> text(Integer.toString(Arrays.hashCode(bytes))));
  }

  private static CompletionStage<HttpReply> echo(HttpRequest request) {
    BodyProbe probe = BodyProbe.readingAll();
    request.body().subscribe(probe);
    return probe.result().thenApply(bytes -> text(new String(bytes, ISO_8859_1)));
  }

  @Test
  void deliversABodyOfKnownLength() throws Exception {
    byte[] body = new byte[3_000_000];
    new Random(1).nextBytes(body);
    RawClient client = connect(serve(RequestBodyContract::echoLength));
    for (int i = 0; i < 2; i++) {
      client.request("PUT", "/", "Content-Length: " + body.length).send(body);
      assertThat(client.read().text()).isEqualTo(Integer.toString(Arrays.hashCode(body)));
    }
  }

  @Test
  void saysTheDeclaredLength() throws Exception {
    RawClient client =
        connect(
            serve(
                request -> {
                  String length = request.body().length().toString();
                  return echo(request).thenApply(ignored -> text(length));
                }));
    client.request("PUT", "/", "Content-Length: 3").send("abc");
    assertThat(client.read().text()).isEqualTo("OptionalLong[3]");
    client.request("PUT", "/", "Transfer-Encoding: chunked").send("0\r\n\r\n");
    assertThat(client.read().text()).isEqualTo("OptionalLong.empty");
  }

  @Test
  void joinsChunksAndDropsExtensionsAndTrailers() throws Exception {
    RawClient client = connect(serve(RequestBodyContract::echo));
    client
        .request("PUT", "/", "Transfer-Encoding: chunked")
        .send("3\r\nabc\r\n00A;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\nHost: evil\r\n\r\n")
        .get("/next");
    assertThat(client.read().text()).isEqualTo("abc0123456789");
    assertThat(client.read().text()).isEmpty();
  }

  @Test
  void takesChunksByteByByte() throws Exception {
    RawClient client = connect(serve(RequestBodyContract::echo));
    client.request("PUT", "/", "Transfer-Encoding: chunked");
    for (byte b : "b\r\nhello world\r\n1\r\n!\r\n0\r\n\r\n".getBytes(ISO_8859_1)) {
      client.send(b);
    }
    assertThat(client.read().text()).isEqualTo("hello world!");
  }

  @Test
  void readsBodiesOfPipelinedRequestsApart() throws Exception {
    RawClient client = connect(serve(RequestBodyContract::echo));
    String one = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nfirst";
    String two =
        "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nsecond\r\n0\r\n\r\n";
    client.send(one + two + one);
    assertThat(client.read().text()).isEqualTo("first");
    assertThat(client.read().text()).isEqualTo("second");
    assertThat(client.read().text()).isEqualTo("first");
  }

  @Test
  void leavesWhatNobodyAsksForInTheSender() throws Exception {
    BodyProbe probe = BodyProbe.waiting();
    RawClient client =
        connect(
            serve(
                request -> {
                  request.body().subscribe(probe);
                  return probe.result().thenApply(bytes -> text("" + bytes.length));
                }));
    int total = 64 * 1024 * 1024;
    client.request("PUT", "/", "Content-Length: " + total);
    AtomicLong sent = new AtomicLong();
    Thread sender = sendInBackground(client, total, sent);
    long stalledAt = awaitStandstill(sent);
    assertThat(stalledAt).isLessThan(32L * 1024 * 1024);
    assertThat(probe.count()).isZero();
    probe.request(1);
    await().until(() -> probe.count() > 0);
    assertThat(probe.count()).isLessThan(4L * 1024 * 1024);
    probe.request(Long.MAX_VALUE);
    assertThat(client.read().text()).isEqualTo("" + total);
    sender.join();
  }

  @Test
  void refusesASecondSubscriber() throws Exception {
    AtomicReference<BodyProbe> second = new AtomicReference<>(BodyProbe.readingAll());
    RawClient client =
        connect(
            serve(
                request -> {
                  CompletionStage<HttpReply> first = echo(request);
                  request.body().subscribe(second.get());
                  return first;
                }));
    client.request("PUT", "/", "Content-Length: 3").send("abc");
    assertThat(client.read().text()).isEqualTo("abc");
    assertThatThrownBy(() -> second.get().result().join())
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void sendsContinueWhenTheBodyIsFirstAskedFor() throws Exception {
    BodyProbe probe = BodyProbe.waiting();
    RawClient client =
        connect(
            serve(
                request -> {
                  request.body().subscribe(probe);
                  return probe.result().thenApply(bytes -> text(new String(bytes, ISO_8859_1)));
                }));
    client.request("PUT", "/", "Content-Length: 3", "Expect: 100-continue");
    assertThat(client.isSilentFor(Duration.ofMillis(200))).isTrue();
    probe.request(1);
    assertThat(client.readHead().status()).isEqualTo(100);
    assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
    client.send("ab");
    await().until(() -> probe.count() == 2);
    probe.request(1);
    assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
    client.send("c");
    probe.request(1);
    assertThat(client.read().text()).isEqualTo("abc");
    client.get("/");
  }

  @Test
  void neverSendsContinueForABodyThatNobodyReads() throws Exception {
    RawClient client = connect(serve(request -> HttpResponse.of(413).asStage()));
    client.request("PUT", "/", "Content-Length: 1000000000", "Expect: 100-continue");
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void answersEarlyAndLetsTheClientReadIt() throws Exception {
    HttpServer server = serve(request -> HttpResponse.of(413).asStage());
    RawClient client = connect(server);
    client.request("PUT", "/", "Content-Length: 8000000");
    byte[] piece = new byte[64 * 1024];
    client.send(piece);
    assertThat(client.readHead().status()).isEqualTo(413);
    for (int i = 0; i < 50; i++) {
      client.send(piece);
    }
    assertThat(client.readToEnd()).isEmpty();
    client.close();
    await().until(() -> server.discardedBytes() >= 50L * piece.length);
  }

  @Test
  void discardsNoMoreThanTheLimit() throws Exception {
    RawClient client =
        connect(serve(TestLimits.GENEROUS, request -> HttpResponse.of(413).asStage()));
    client.request("PUT", "/", "Content-Length: 8000000000");
    AtomicLong sent = new AtomicLong();
    Thread sender = sendInBackground(client, 8_000_000_000L, sent);
    sender.join(20_000);
    assertThat(sender.isAlive()).isFalse();
    assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
  }

  @Test
  void closesWhereTheRestDoesNotCome() throws Exception {
    RawClient client =
        connect(serve(TestLimits.SHORT_DISCARD, request -> HttpResponse.of(413).asStage()));
    client.request("PUT", "/", "Content-Length: 8000000000");
    assertThat(client.read().status()).isEqualTo(413);
    assertThat(client.readToEnd()).isEmpty();
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> assertThatThrownBy(() -> client.send("x")).isInstanceOf(IOException.class));
  }

  @Test
  void leavesTheRestUnreadBehindACancel() throws Exception {
    RawClient client =
        connect(
            serve(
                TestLimits.SHORT_BODY,
                request -> {
                  BodyProbe probe = BodyProbe.waiting();
                  request.body().subscribe(probe);
                  probe.cancel();
                  return HttpResponse.of(403).asStage();
                }));
    client.request("PUT", "/", "Content-Length: 1000").send("abc");
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(403);
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    assertThat(client.readToEnd()).isEmpty();
  }

  private static Thread sendInBackground(RawClient client, long total, AtomicLong sent) {
    Thread sender =
        new Thread(
            () -> {
              byte[] piece = new byte[64 * 1024];
              try {
                while (sent.get() < total) {
                  client.send(piece);
                  sent.addAndGet(piece.length);
                }
              } catch (IOException e) {
                // The server has closed: the test looks at how far this came.
              }
            });
    sender.setDaemon(true);
    sender.start();
    return sender;
  }

  private static long awaitStandstill(AtomicLong count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(20))
        .until(() -> last.getAndSet(count.get()) == count.get() && count.get() > 0);
    return count.get();
  }
}
