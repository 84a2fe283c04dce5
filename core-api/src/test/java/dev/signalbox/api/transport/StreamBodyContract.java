package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bodies in memory and from publishers: framing, backpressure, faults. */
public abstract class StreamBodyContract extends TransportContract {
  private static final byte[] ITEM = "0123456789".getBytes(ISO_8859_1);

  private static HttpHandler streaming(PublisherProbe probe, OptionalLong length) {
    return request ->
        request.path().equals("/next")
            ? text("next").asStage()
            : new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(probe, length)).asStage();
  }

  @Test
  void sendsALargeBodyFromMemory() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(3_000_000);
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, (byte) (i * 31));
    }
    buffer.position(100).limit(2_900_000);
    byte[] expected = new byte[buffer.remaining()];
    buffer.duplicate().get(expected);
    RawClient client =
        connect(
            serve(
                request ->
                    new HttpResponse(200, HttpHeaders.empty(), new ResponseBody.Bytes(buffer))
                        .asStage()));
    for (int i = 0; i < 2; i++) {
      assertThat(Arrays.equals(client.get("/").read().body(), expected)).isTrue();
    }
    assertThat(buffer.position()).isEqualTo(100);
  }

  @Test
  void sendsAStreamOfUnknownLengthInChunks() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(ITEM, 1000));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())));
    RawResponse response = client.get("/").read();
    assertThat(response.headers().all("Transfer-Encoding")).containsExactly("chunked");
    assertThat(response.headers().contains("Content-Length")).isFalse();
    assertThat(response.text()).isEqualTo("0123456789".repeat(1000));
    assertThat(client.get("/next").read().text()).isEqualTo("next");
  }

  @Test
  void sendsWhatIsThereAtOnce() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.silentAfter(ITEM, 1));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())));
    client.get("/").readHead();
    assertThat(client.readChunk()).isEqualTo(ITEM);
    assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
  }

  @Test
  void endsAStreamExactlyAtItsLength() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.silentAfter(ITEM, 1000));
    RawClient client = connect(serve(streaming(probe, OptionalLong.of(10_000))));
    RawResponse response = client.get("/").read();
    assertThat(response.headers().all("Content-Length")).containsExactly("10000");
    assertThat(response.text()).isEqualTo("0123456789".repeat(1000));
    assertThat(client.get("/next").read().text()).isEqualTo("next");
    probe.cancelled().get(10, TimeUnit.SECONDS);
  }

  @Test
  void sendsAnEmptyStreamWithItsLength() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.silentAfter(ITEM, 1));
    RawClient client = connect(serve(streaming(probe, OptionalLong.of(0))));
    assertThat(client.get("/").read().headers().all("Content-Length")).containsExactly("0");
    assertThat(client.get("/next").read().text()).isEqualTo("next");
  }

  @Test
  void endsAStreamForHttp10ByClosing() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(ITEM, 3));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())));
    client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
    RawResponse response = client.read();
    assertThat(response.headers().contains("Transfer-Encoding")).isFalse();
    assertThat(response.text()).isEqualTo("0123456789".repeat(3));
  }

  @Test
  void breaksOffWhereThePublisherFails() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.failingAfter(ITEM, 3));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())));
    client.get("/");
    assertThatThrownBy(client::read).isInstanceOf(IOException.class);
  }

  @Test
  void breaksOffWhereTheStreamIsShorterThanPromised() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(ITEM, 3));
    RawClient client = connect(serve(streaming(probe, OptionalLong.of(31))));
    client.get("/");
    assertThatThrownBy(client::read).isInstanceOf(IOException.class);
  }

  @Test
  void breaksOffWhereTheStreamIsLongerThanPromised() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(ITEM, 3));
    RawClient client = connect(serve(streaming(probe, OptionalLong.of(29))));
    client.get("/");
    assertThatThrownBy(client::read).isInstanceOf(IOException.class);
    probe.cancelled().get(10, TimeUnit.SECONDS);
  }

  @Test
  void stopsTheProducerWhereTheClientIsSlow() throws Exception {
    byte[] item = new byte[32 * 1024];
    int items = 2048;
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(item, items));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())), 64 * 1024);
    client.get("/");
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(400))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> probe.published() > 0 && last.getAndSet(probe.published()) == probe.published());
    assertThat(probe.published()).isLessThan(16L * 1024 * 1024);
    assertThat(client.read().body()).hasSize(items * item.length);
  }

  @Test
  void cancelsTheProducerWhereTheClientGoesAway() throws Exception {
    PublisherProbe probe =
        closeAfterwards(PublisherProbe.silentAfter(new byte[64 * 1024], Long.MAX_VALUE));
    RawClient client = connect(serve(streaming(probe, OptionalLong.empty())));
    client.get("/").readHead();
    client.readChunk();
    client.reset();
    probe.cancelled().get(10, TimeUnit.SECONDS);
  }

  @Test
  void cancelsTheProducerUnaskedForHead() throws Exception {
    PublisherProbe probe = closeAfterwards(PublisherProbe.completing(ITEM, 3));
    RawClient client = connect(serve(streaming(probe, OptionalLong.of(30))));
    client.request("HEAD", "/");
    assertThat(client.readHead().headers().all("Content-Length")).containsExactly("30");
    probe.cancelled().get(10, TimeUnit.SECONDS);
    assertThat(probe.published()).isZero();
    assertThat(client.get("/next").read().text()).isEqualTo("next");
  }

  /** A publisher that answers within request must not make the calls nest. */
  @Test
  void takesAPublisherThatAnswersAtOnce() throws Exception {
    int items = 20_000;
    Flow.Publisher<ByteBuffer> publisher =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private int left = items;

                  @Override
                  public void request(long n) {
                    for (long i = 0; i < n && left > 0; i++) {
                      left--;
                      subscriber.onNext(ByteBuffer.wrap(new byte[] {'x'}));
                    }
                    if (left == 0) {
                      left--;
                      subscriber.onComplete();
                    }
                  }

                  @Override
                  public void cancel() {
                    left = -1;
                  }
                });
    RawClient client =
        connect(
            serve(
                request ->
                    new HttpResponse(
                            200,
                            HttpHeaders.empty(),
                            ResponseBody.of(publisher, OptionalLong.of(items)))
                        .asStage()));
    assertThat(client.get("/").read().body()).hasSize(items);
  }

  /** Signals come one after the other, and need not come from one thread. */
  @Test
  void keepsTheOrderOfSignalsFromSeveralThreads() throws Exception {
    Flow.Publisher<ByteBuffer> publisher =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  private int left = 3;

                  @Override
                  public void request(long n) {
                    if (left-- == 3) {
                      CompletableFuture.runAsync(() -> subscriber.onNext(bytes("a"))).join();
                      subscriber.onNext(bytes("b"));
                      CompletableFuture.runAsync(() -> subscriber.onNext(bytes("c"))).join();
                      subscriber.onComplete();
                    }
                  }

                  @Override
                  public void cancel() {}
                });
    RawClient client =
        connect(
            serve(
                request ->
                    new HttpResponse(
                            200,
                            HttpHeaders.empty(),
                            ResponseBody.of(publisher, OptionalLong.empty()))
                        .asStage()));
    assertThat(client.get("/").read().text()).isEqualTo("abc");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }
}
