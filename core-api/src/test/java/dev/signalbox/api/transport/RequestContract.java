package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads, statuses, persistence and order of requests and replies. */
public abstract class RequestContract extends TransportContract {
  @Test
  void handsTheRequestOverAsItCame() throws Exception {
    AtomicReference<HttpRequest> seen = new AtomicReference<>();
    HttpServer server =
        serve(
            request -> {
              seen.set(request);
              return text("hello").asStage();
            });
    RawClient client = connect(server);

    RawResponse response = client.get("/a%20b/%C3%A9?x=%2F&y", "X-One: 1", "x-one:  2 ").read();

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("hello");
    assertThat(response.headers().all("Content-Length")).containsExactly("5");
    assertThat(response.headers().all("Content-Type")).containsExactly("text/plain");
    assertThat(response.headers().all("Date")).hasSize(1);
    HttpRequest request = seen.get();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/a%20b/%C3%A9");
    assertThat(request.query()).isEqualTo("x=%2F&y");
    assertThat(request.headers().all("X-ONE")).containsExactly("1", "2");
    assertThat(request.body().length()).hasValue(0);
    assertThat(request.peer().secure()).isEqualTo(subject().tls());
    assertThat(request.peer().local()).isEqualTo(server.addresses().get(0));
    assertThat(request.peer().remote().getPort()).isEqualTo(client.socket().getLocalPort());
  }

  @Test
  void keepsTheConnection() throws Exception {
    RawClient client = connect(serve(request -> text(request.path()).asStage()));
    for (int i = 0; i < 50; i++) {
      assertThat(client.get("/" + i).read().text()).isEqualTo("/" + i);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    CompletableFuture<HttpReply> first = new CompletableFuture<>();
    RawClient client =
        connect(
            serve(request -> request.path().equals("/0") ? first : text(request.path()).asStage()));
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    client.send(requests.toString());
    assertThat(client.isSilentFor(Duration.ofMillis(100))).isTrue();
    first.complete(text("/0"));
    for (int i = 0; i < 200; i++) {
      assertThat(client.read().text()).isEqualTo("/" + i);
    }
  }

  @Test
  void closesWhereTheClientAsksForIt() throws Exception {
    RawClient client = connect(serve(request -> text("bye").asStage()));
    RawResponse response = client.get("/", "Connection: close").read();
    assertThat(response.text()).isEqualTo("bye");
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void servesHttp10AndCloses() throws Exception {
    RawClient client = connect(serve(request -> text("old").asStage()));
    client.send("GET / HTTP/1.0\r\n\r\n");
    assertThat(client.read().text()).isEqualTo("old");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void sendsNoBodyForHead() throws Exception {
    RawClient client = connect(serve(request -> text("hello").asStage()));
    client.request("HEAD", "/");
    RawResponse head = client.readHead();
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers().all("Content-Length")).containsExactly("5");
    assertThat(client.get("/").read().text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void sendsNoBodyWithAStatusThatHasNone(int status) throws Exception {
    RawClient client =
        connect(
            serve(
                request ->
                    new HttpResponse(
                            request.path().equals("/") ? status : 200,
                            HttpHeaders.of("ETag", "\"1\""),
                            ResponseBody.of("body".getBytes(ISO_8859_1)))
                        .asStage()));
    RawResponse response = client.get("/").readHead();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers().all("ETag")).containsExactly("\"1\"");
    assertThat(response.headers().contains("Transfer-Encoding")).isFalse();
    assertThat(response.headers().first("Content-Length")).isEmpty();
    assertThat(client.get("/next").read().text()).isEqualTo("body");
  }

  @Test
  void sendsALengthOfZeroWithAnEmptyBody() throws Exception {
    RawClient client = connect(serve(request -> HttpResponse.of(200).asStage()));
    assertThat(client.get("/").read().headers().all("Content-Length")).containsExactly("0");
  }

  @Test
  void answers500WithoutDetailsWhereTheHandlerThrows() throws Exception {
    RawClient client =
        connect(
            serve(
                request -> {
                  throw new IllegalStateException("secret");
                }));
    assertThat(client.get("/").read()).satisfies(RequestContract::isBare500);
    assertThat(client.get("/").read()).satisfies(RequestContract::isBare500);
  }

  @Test
  void answers500WithoutDetailsWhereTheStageFails() throws Exception {
    RawClient client =
        connect(
            serve(
                request ->
                    CompletableFuture.failedStage(
                        new CompletionException(new IllegalStateException("secret")))));
    assertThat(client.get("/").read()).satisfies(RequestContract::isBare500);
    assertThat(client.get("/").read()).satisfies(RequestContract::isBare500);
  }

  @Test
  void answers500WhereTheHandlerReturnsNothing() throws Exception {
    RawClient client = connect(serve(request -> null));
    assertThat(client.get("/").read()).satisfies(RequestContract::isBare500);
  }

  @Test
  void replacesFramingFieldsOfTheHandler() throws Exception {
    RawClient client =
        connect(
            serve(
                request ->
                    text("hello")
                        .withHeaders(
                            HttpHeaders.of(
                                "Content-Length", "3", "Transfer-Encoding", "chunked", "X", "y"))
                        .asStage()));
    RawResponse response = client.get("/").read();
    assertThat(response.headers().all("Content-Length")).containsExactly("5");
    assertThat(response.headers().contains("Transfer-Encoding")).isFalse();
    assertThat(response.headers().all("X")).containsExactly("y");
    assertThat(response.text()).isEqualTo("hello");
  }

  private static void isBare500(RawResponse response) {
    assertThat(response.status()).isEqualTo(500);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().toString()).doesNotContain("secret");
  }
}
