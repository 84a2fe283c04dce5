package dev.signalbox.panel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.exchange.LinkExchanges.Kind;
import dev.signalbox.panel.session.ClientAddress;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CountedLinkExchangesTest {
  private static final DaemonId HERE = new DaemonId("here");
  private static final DaemonId THERE = new DaemonId("there");
  private static final ExchangeParty ANN = ExchangeParty.subject("ann");
  private static final HttpRequest REQUEST =
      new HttpRequest(
          "GET",
          "/v1/host",
          "",
          HttpHeaders.empty(),
          RequestBody.empty(),
          new Peer(
              InetSocketAddress.createUnresolved("client", 1),
              InetSocketAddress.createUnresolved("panel", 2),
              true));

  @TempDir Path dir;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final CountedLinkExchanges exchanges = new CountedLinkExchanges(() -> now);

  @Test
  void aPartyHas32OverAllDaemonsAndAnotherIsNotHeldUp() {
    List<CompletableFuture<HttpReply>> open = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      open.add(carry(HERE, Kind.BULK, ANN, new CompletableFuture<>()));
      open.add(carry(THERE, Kind.CONTROL, ANN, new CompletableFuture<>()));
    }
    SignalboxException refused = refused("relay.too-many", () -> begin(HERE, Kind.CONTROL, ANN));
    assertThat(refused.retryAfter()).isPresent();
    assertThat(exchanges.relayed(HERE)).isEqualTo(16);
    assertThat(exchanges.relayed(THERE)).isZero();
    begin(HERE, Kind.BULK, ExchangeParty.subject("bob"));

    open.get(0).cancel(false);
    begin(THERE, Kind.BULK, ANN);
    refused("relay.too-many", () -> begin(HERE, Kind.BULK, ANN));
  }

  @Test
  void bulkTrafficLeavesRoomForControl() {
    for (int i = 0; i < CountedLinkExchanges.MOST_BULK_OF_DAEMON; i++) {
      begin(HERE, Kind.BULK, ExchangeParty.subject("p" + i));
    }
    refused("relay.busy", () -> begin(HERE, Kind.BULK, ANN));
    begin(THERE, Kind.BULK, ANN);
    for (int i = exchanges.relayed(HERE); i < CountedLinkExchanges.MOST_OF_DAEMON; i++) {
      begin(HERE, Kind.CONTROL, ExchangeParty.subject("p" + i));
    }
    refused("relay.busy", () -> begin(HERE, Kind.CONTROL, ANN));
  }

  @Test
  void ofManyAtOnceExactlyTheLimitGetThrough() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    CountDownLatch done = new CountDownLatch(200);
    AtomicInteger through = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      threads.execute(
          () -> {
            try {
              begin(HERE, Kind.BULK, ANN);
              through.incrementAndGet();
            } catch (SignalboxException e) {
              // Counted by its absence.
            } finally {
              done.countDown();
            }
          });
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    threads.shutdownNow();
    assertThat(through).hasValue(CountedLinkExchanges.MOST_OF_PARTY);
  }

  @Test
  void aReplyWithoutAStreamIsOver() {
    carry(HERE, Kind.BULK, ANN, done(HttpResponse.of(204))).join();
    carry(HERE, Kind.BULK, ANN, done(response(ResponseBody.of(new byte[9])))).join();
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void aFailureAndAnExceptionAreOver() {
    assertThat(carry(HERE, Kind.BULK, ANN, CompletableFuture.failedFuture(new IOException())))
        .isCompletedExceptionally();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                exchanges.carry(
                    HERE,
                    Kind.BULK,
                    ANN,
                    REQUEST,
                    request -> {
                      throw new IllegalStateException();
                    },
                    reply -> reply));
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void aStreamCountsUntilItHasEnded() {
    try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 8)) {
      HttpResponse reply = streamed(publisher);
      AtomicBoolean ended = new AtomicBoolean();
      subscribe(reply, subscription -> subscription.request(9), () -> ended.set(true));
      publisher.submit(ByteBuffer.allocate(3));
      assertThat(exchanges.relayed(HERE)).isEqualTo(1);
      publisher.close();
      assertThat(ended).isTrue();
      assertThat(exchanges.relayed(HERE)).isZero();
    }
  }

  @Test
  void aStreamThatIsCancelledReleasedOrFailsIsOver() {
    try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 8)) {
      subscribe(streamed(publisher), Flow.Subscription::cancel, () -> {});
      assertThat(exchanges.relayed(HERE)).isZero();
      streamed(publisher).body().release();
      assertThat(exchanges.relayed(HERE)).isZero();
      subscribe(streamed(publisher), subscription -> subscription.request(1), () -> {});
      assertThat(exchanges.relayed(HERE)).isEqualTo(1);
      publisher.closeExceptionally(new IOException("broken"));
      assertThat(exchanges.relayed(HERE)).isZero();
    }
  }

  @Test
  void aFileCountsUntilItIsClosed() throws IOException {
    Path file = Files.write(dir.resolve("file"), new byte[9]);
    try (FileChannel channel = FileChannel.open(file)) {
      carry(HERE, Kind.BULK, ANN, done(response(ResponseBody.of(channel, 0, 9)))).join();
      assertThat(exchanges.relayed(HERE)).isEqualTo(1);
    }
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void aWebSocketCountsUntilItIsClosed() {
    WebSocketUpgrade upgrade = upgraded();
    WebSocketSession session = session();
    upgrade.listener().onOpen(session);
    now = now.plus(Duration.ofHours(11));
    assertThat(exchanges.relayed(HERE)).isEqualTo(1);
    upgrade.listener().onClose(session, 1000, "");
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void aWebSocketThatNeverOpensIsForgotten() {
    upgraded();
    assertThat(exchanges.relayed(HERE)).isEqualTo(1);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void cancellingReachesTheLinkAndALateReplyIsReleased() {
    CompletableFuture<HttpReply> called = new CompletableFuture<>();
    carry(HERE, Kind.BULK, ANN, called).cancel(false);
    assertThat(called).isCancelled();
    assertThat(exchanges.relayed(HERE)).isZero();

    AtomicBoolean released = new AtomicBoolean();
    CompletableFuture<HttpReply> stubborn =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterrupt) {
            return false;
          }
        };
    carry(HERE, Kind.BULK, ANN, stubborn).cancel(false);
    assertThat(exchanges.relayed(HERE)).isEqualTo(1);
    stubborn.complete(
        response(
            ResponseBody.of(
                subscriber ->
                    subscriber.onSubscribe(
                        new Flow.Subscription() {
                          @Override
                          public void request(long n) {}

                          @Override
                          public void cancel() {
                            released.set(true);
                          }
                        }),
                OptionalLong.empty())));
    assertThat(released).isTrue();
    assertThat(exchanges.relayed(HERE)).isZero();
  }

  @Test
  void allOfASiteAreOneParty() throws IOException {
    assertThat(at("2001:db8:1:2::1")).isEqualTo(at("2001:db8:1:2:ffff::9"));
    assertThat(at("2001:db8:1:2::1")).isNotEqualTo(at("2001:db8:1:3::1"));
    assertThat(at("192.0.2.1")).isNotEqualTo(at("192.0.2.2"));
  }

  private static ExchangeParty at(String address) throws IOException {
    return ExchangeParty.at(ClientAddress.of(InetAddress.getByName(address)));
  }

  private WebSocketUpgrade upgraded() {
    WebSocketListener nothing =
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocketSession session) {}

          @Override
          public void onText(WebSocketSession session, String text) {}

          @Override
          public void onBinary(WebSocketSession session, ByteBuffer data) {}

          @Override
          public void onClose(WebSocketSession session, int code, String reason) {}
        };
    return (WebSocketUpgrade)
        carry(
                HERE,
                Kind.BULK,
                ANN,
                done(
                    new WebSocketUpgrade(
                        HttpHeaders.empty(), "", WebSocketLimits.DEFAULT, nothing)))
            .join();
  }

  /** A session of which nothing is asked. */
  private static WebSocketSession session() {
    return (WebSocketSession)
        Proxy.newProxyInstance(
            WebSocketSession.class.getClassLoader(),
            new Class<?>[] {WebSocketSession.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }

  private HttpResponse streamed(Flow.Publisher<ByteBuffer> publisher) {
    return (HttpResponse)
        carry(
                HERE,
                Kind.BULK,
                ANN,
                done(response(ResponseBody.of(publisher, OptionalLong.empty()))))
            .join();
  }

  private static void subscribe(
      HttpResponse reply, Consumer<Flow.Subscription> first, Runnable end) {
    ((ResponseBody.Stream) reply.body())
        .publisher()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                first.accept(subscription);
              }

              @Override
              public void onNext(ByteBuffer item) {}

              @Override
              public void onError(Throwable failure) {}

              @Override
              public void onComplete() {
                end.run();
              }
            });
  }

  private static HttpResponse response(ResponseBody body) {
    return new HttpResponse(200, HttpHeaders.empty(), body);
  }

  private static CompletableFuture<HttpReply> done(HttpReply reply) {
    return CompletableFuture.completedFuture(reply);
  }

  private void begin(DaemonId daemon, Kind kind, ExchangeParty party) {
    carry(daemon, kind, party, new CompletableFuture<>());
  }

  private CompletableFuture<HttpReply> carry(
      DaemonId daemon, Kind kind, ExchangeParty party, CompletableFuture<HttpReply> answer) {
    return exchanges
        .carry(daemon, kind, party, REQUEST, request -> answer, reply -> reply)
        .toCompletableFuture();
  }

  private static SignalboxException refused(String code, ThrowingCallable attempt) {
    SignalboxException[] seen = new SignalboxException[1];
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(attempt)
        .satisfies(
            failure -> {
              seen[0] = failure;
              assertThat(failure.code().id()).isEqualTo(code);
            });
    return seen[0];
  }
}
