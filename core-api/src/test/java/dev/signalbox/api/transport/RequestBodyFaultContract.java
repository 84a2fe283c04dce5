package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests that do not come, come wrongly, or are read wrongly. */
public abstract class RequestBodyFaultContract extends TransportContract {
  private static CompletionStage<HttpReply> echo(HttpRequest request) {
    BodyProbe probe = BodyProbe.readingAll();
    request.body().subscribe(probe);
    return probe
        .result()
        .handle(
            (bytes, failure) ->
                failure == null ? text(new String(bytes, ISO_8859_1)) : statusOf(failure));
  }

  private static HttpReply statusOf(Throwable failure) {
    return failure instanceof SignalboxException e
        ? HttpResponse.of(e.code().kind().status()).with("Code", e.code().id())
        : HttpResponse.of(599);
  }

  @Test
  void failsABodyThatStandsStill() throws Exception {
    RawClient client = connect(serve(TestLimits.SHORT_BODY, RequestBodyFaultContract::echo));
    client.request("PUT", "/", "Content-Length: 10").send("abc");
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(408);
    assertThat(response.headers().all("Code")).containsExactly(RequestError.TIMEOUT.id());
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void answers408WhereTheHandlerDoesNot() throws Exception {
    CompletableFuture<HttpReply> never = new CompletableFuture<>();
    RawClient client =
        connect(
            serve(
                TestLimits.SHORT_BODY,
                request -> {
                  request.body().subscribe(BodyProbe.readingAll());
                  return never;
                }));
    client.request("PUT", "/", "Content-Length: 10").send("abc");
    assertThat(client.read().status()).isEqualTo(408);
    assertThat(client.readToEnd()).isEmpty();
    await().until(never::isCancelled);
  }

  @Test
  void doesNotCountTheTimeInWhichNobodyAsks() throws Exception {
    BodyProbe probe = BodyProbe.waiting();
    RawClient client =
        connect(
            serve(
                TestLimits.SHORT_BODY,
                request -> {
                  request.body().subscribe(probe);
                  return probe.result().thenApply(bytes -> text(new String(bytes, ISO_8859_1)));
                }));
    client.request("PUT", "/", "Content-Length: 3");
    assertThat(client.isSilentFor(Duration.ofMillis(1200))).isTrue();
    client.send("abc");
    probe.request(Long.MAX_VALUE);
    assertThat(client.read().text()).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nabc\r\n",
        "-3\r\nabc\r\n",
        "0x3\r\nabc\r\n",
        "3 3\r\nabc\r\n",
        "\r\nabc\r\n",
        "fffffffffffffffff\r\nabc\r\n",
        "3\r\nabcd\r\n",
        "3\nabc\r\n",
        "3\r\nabc\n",
        "3;x=y\nabc\r\n",
        "80000000\r",
        "3\rabc\r\n"
      })
  void failsAMalformedChunk(String chunk) throws Exception {
    AtomicLong calls = new AtomicLong();
    BodyProbe probe = BodyProbe.readingAll();
    RawClient client =
        connect(
            serve(
                TestLimits.SHORT_BODY,
                request -> {
                  calls.incrementAndGet();
                  request.body().subscribe(probe);
                  return probe
                      .result()
                      .handle(
                          (bytes, failure) -> failure == null ? text("whole") : statusOf(failure));
                }));
    client.request("PUT", "/", "Transfer-Encoding: chunked").send(chunk).get("/smuggled");
    String answer = new String(client.readToEnd(), ISO_8859_1);
    assertThat(answer).doesNotContain("HTTP/1.1 200");
    assertThat(calls).hasValue(1);
    assertThatThrownBy(() -> probe.result().join()).hasCauseInstanceOf(SignalboxException.class);
  }

  @Test
  void answers500WhereTheSubscriberThrows() throws Exception {
    RawClient client =
        connect(
            serve(
                TestLimits.SHORT_BODY,
                request -> {
                  request.body().subscribe(new ThrowingSubscriber());
                  return new CompletableFuture<>();
                }));
    client.request("PUT", "/", "Content-Length: 10").send("abc");
    assertThat(client.read().status()).isEqualTo(500);
    assertThat(client.readToEnd()).isEmpty();
  }

  private static final class ThrowingSubscriber implements Flow.Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  @Test
  void failsABodyWhoseClientGoesAway() throws Exception {
    BodyProbe probe = BodyProbe.readingAll();
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    RawClient client =
        connect(
            serve(
                request -> {
                  request.body().subscribe(probe);
                  return reply;
                }));
    client.request("PUT", "/", "Content-Length: 10").send("abc");
    await().until(() -> probe.count() == 3);
    client.close();
    assertThatThrownBy(() -> probe.result().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(SignalboxException.class);
    await().until(reply::isCancelled);
  }
}
