package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one connection may not exceed, in size and in time. */
public abstract class LimitsContract extends TransportContract {
  @Test
  void takesATargetAndFieldsOfJustTheLimit() throws Exception {
    RawClient client = connect(serve(request -> text("" + request.query().length()).asStage()));
    int length = HttpLimits.DEFAULT.maxTargetBytes() - 2;
    assertThat(client.get("/?" + "x".repeat(length)).read().text()).isEqualTo("" + length);
    assertThat(client.get("/", "X: " + "x".repeat(31_000)).read().status()).isEqualTo(200);
  }

  @Test
  void answers431ToALongTarget() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(counting(calls)));
    client.get("/" + "x".repeat(HttpLimits.DEFAULT.maxTargetBytes()));
    assertRefused(client, 431, calls);
  }

  @Test
  void answers431ToAnEndlessTarget() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(counting(calls)));
    client.send("GET /" + "x".repeat(20_000));
    assertRefused(client, 431, calls);
  }

  @Test
  void answers431ToLargeFields() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(counting(calls)));
    client.get("/", "X: " + "x".repeat(40_000));
    assertRefused(client, 431, calls);
  }

  @Test
  void answers431ToManyFields() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(counting(calls)));
    client.send("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(6_000));
    assertRefused(client, 431, calls);
  }

  @Test
  void answers408ToASlowHead() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(TestLimits.SHORT_HEAD, counting(calls)));
    client.send("GET / HTTP/1.1\r\n");
    assertRefused(client, 408, calls);
  }

  @Test
  void doesNotLetADripOfBytesKeepAHeadOpen() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(TestLimits.SHORT_HEAD, counting(calls)));
    client.send("GET / HTTP/1.1\r\nX: ");
    boolean silent = true;
    for (int i = 0; i < 80 && silent; i++) {
      client.send("x");
      silent = client.isSilentFor(Duration.ofMillis(100));
    }
    assertThat(silent).isFalse();
    assertRefused(client, 408, calls);
  }

  @Test
  void answers408ToASlowHeadOfALaterRequest() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawClient client = connect(serve(TestLimits.SHORT_HEAD, counting(calls)));
    assertThat(client.get("/").read().status()).isEqualTo(200);
    client.send("GET / HT");
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(408);
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void closesASilentConnection() throws Exception {
    HttpServer server = serve(TestLimits.SHORT_SILENCE, counting(new AtomicInteger()));
    RawClient fresh = connect(server);
    RawClient used = connect(server);
    assertThat(used.get("/").read().status()).isEqualTo(200);
    assertThat(fresh.readToEnd()).isEmpty();
    assertThat(used.readToEnd()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("whatAHandlerIsNotHeldTo")
  void doesNotCountTheTimeThatAHandlerTakes(HttpLimits limits) throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    RawClient client = connect(serve(limits, request -> reply));
    client.get("/");
    assertThat(client.isSilentFor(TestLimits.SHORT.multipliedBy(2))).isTrue();
    reply.complete(text("late"));
    assertThat(client.read().text()).isEqualTo("late");
  }

  static List<HttpLimits> whatAHandlerIsNotHeldTo() {
    return List.of(TestLimits.SHORT_HEAD, TestLimits.SHORT_SILENCE, TestLimits.SHORT_BODY);
  }

  @Test
  void closesConnectionsBeyondTheLimit() throws Exception {
    HttpServer server = serve(TestLimits.ofConnections(3), counting(new AtomicInteger()));
    RawClient first = connect(server);
    assertThat(first.get("/").read().status()).isEqualTo(200);
    assertThat(connect(server).get("/").read().status()).isEqualTo(200);
    assertThat(connect(server).get("/").read().status()).isEqualTo(200);
    assertThatThrownBy(() -> connect(server).get("/").read()).isInstanceOf(IOException.class);
    assertThat(first.get("/").read().status()).isEqualTo(200);
    first.close();
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> connect(server).get("/").read().status() == 200);
  }

  private static HttpHandler counting(AtomicInteger calls) {
    return request -> {
      calls.incrementAndGet();
      return text("ok").asStage();
    };
  }

  private static void assertRefused(RawClient client, int status, AtomicInteger calls)
      throws IOException {
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    assertThat(client.readToEnd()).isEmpty();
    assertThat(calls).hasValue(0);
  }
}
