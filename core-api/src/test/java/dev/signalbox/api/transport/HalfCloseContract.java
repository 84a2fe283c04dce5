package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that end their sending side and go on reading. */
public abstract class HalfCloseContract extends TransportContract {
  /** How a client says that no more comes; without TLS both are one. */
  enum End {
    /** By TLS, behind which nobody can have cut anything off. */
    ORDERLY,
    /** By TCP, which anybody in between can do. */
    BARE;

    void of(RawClient client) throws IOException {
      if (this == ORDERLY) {
        client.endOutput();
      } else {
        client.shutdownOutput();
      }
    }
  }

  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  private RawClient connect() throws IOException {
    return connect(
        serve(
            request -> {
              asked.complete(null);
              return reply;
            }));
  }

  /** The rule: a whole request gets its reply, then the end; over TLS there is the end alone. */
  @ParameterizedTest
  @EnumSource
  void servesAWholeRequestOnlyWithoutTls(End end) throws Exception {
    RawClient client = connect();
    client.get("/");
    asked.get(10, TimeUnit.SECONDS);
    end.of(client);
    if (subject().tls()) {
      await()
          .during(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !reply.isDone() || reply.isCancelled());
      reply.complete(text("too late"));
      assertThat(new String(client.readToEnd(), ISO_8859_1)).doesNotContain("too late");
    } else {
      assertThat(client.isSilentFor(Duration.ofMillis(200))).isTrue();
      reply.complete(text("still here"));
      assertThat(client.read().text()).isEqualTo("still here");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAConnectionThatWaitsForARequest(End end) throws Exception {
    reply.complete(text("first"));
    RawClient client = connect();
    assertThat(client.get("/").read().text()).isEqualTo("first");
    end.of(client);
    assertThat(client.readToEnd()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void endsAConnectionInMidHead(End end) throws Exception {
    RawClient client = connect();
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    end.of(client);
    assertThat(new String(client.readToEnd(), ISO_8859_1)).doesNotContain("HTTP/1.1 2");
    assertThat(asked).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
  void failsABodyThatEndsEarly(String framing) throws Exception {
    for (End end : End.values()) {
      BodyProbe probe = BodyProbe.readingAll();
      CompletableFuture<HttpReply> never = new CompletableFuture<>();
      RawClient client =
          connect(
              serve(
                  request -> {
                    request.body().subscribe(probe);
                    return never;
                  }));
      client.request("PUT", "/", framing).send(framing.startsWith("C") ? "abc" : "3\r\nabc\r\n");
      await().until(() -> probe.count() == 3);
      end.of(client);
      assertThatThrownBy(() -> probe.result().get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SignalboxException.class);
      assertThat(new String(client.readToEnd(), ISO_8859_1)).doesNotContain("HTTP/1.1 2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsAWebSocket(End end) throws Exception {
    ListenerProbe probe = ListenerProbe.asking();
    RawWebSocket socket = RawWebSocket.open(connect(serve(probe.handler())));
    probe.session();
    end.of(socket.client());
    assertThat(probe.closed().code()).isEqualTo(1006);
    socket.client().readToEnd();
  }

  @Test
  void answersPipelinedRequestsBeforeTheEnd() throws Exception {
    if (subject().tls()) {
      return; // The rule of TLS is the end, whatever waits.
    }
    RawClient client = connect(serve(request -> text(request.path()).asStage()));
    client.get("/1").get("/2").get("/3").shutdownOutput();
    for (int i = 1; i <= 3; i++) {
      assertThat(client.read().text()).isEqualTo("/" + i);
    }
    assertThat(client.readToEnd()).isEmpty();
  }
}
