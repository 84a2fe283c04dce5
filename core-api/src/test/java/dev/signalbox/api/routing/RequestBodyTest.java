package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.code;
import static dev.signalbox.api.routing.Requests.json;
import static dev.signalbox.api.routing.Requests.post;
import static dev.signalbox.api.routing.Requests.request;
import static dev.signalbox.api.routing.Requests.send;
import static dev.signalbox.api.routing.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  record Line(String line) {}

  private static final Route READER =
      Route.of(
              "POST",
              "/x",
              r -> r.json(Line.class).thenApply(line -> Replies.text(200, line.line())))
          .maxBodyBytes(100);

  private final Router router = Router.builder(Runnable::run).route(READER).build();

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=utf-8", "application/json ;x"})
  void readsJson(String contentType) {
    HttpRequest request = post("/x", "{\"line\":\"hi\"}", "Content-Type", contentType);

    assertThat(text(send(router, request))).isEqualTo("hi");
  }

  @Test
  void readsJsonThatDoesNotSayWhatItIs() {
    assertThat(text(send(router, post("/x", "{\"line\":\"hi\"}")))).isEqualTo("hi");
  }

  /** What curl says of a body that it was given without another word. */
  @Test
  void readsJsonThatCurlCallsAForm() {
    HttpResponse response =
        send(
            router,
            post("/x", "{\"line\":\"hi\"}", "Content-Type", "application/x-www-form-urlencoded"));

    assertThat(text(response)).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/jsonp", ""})
  void refusesAnotherMediaType(String contentType) {
    HttpResponse response =
        send(router, post("/x", "{\"line\":\"hi\"}", "Content-Type", contentType));

    assertThat(response.status()).isEqualTo(415);
    assertThat(code(response)).isEqualTo("request.unsupported-media-type");
  }

  @Test
  void namesTheFieldAtFault() {
    HttpResponse response = send(router, post("/x", "{\"lin\":\"hi\"}"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("field").getAsString()).isEqualTo("lin");
  }

  @Test
  void refusesNoBody() {
    assertThat(code(send(router, request("POST", "/x")))).isEqualTo("request.bad-json");
  }

  @Test
  void refusesADeclaredLengthBeyondTheLimitUnread() {
    FakeBody body = FakeBody.ofLength(101);

    HttpResponse response = send(router, request("POST", "/x").withBody(body));

    assertThat(response.status()).isEqualTo(413);
    assertThat(code(response)).isEqualTo("request.body-too-large");
    assertThat(body.isSubscribed()).isFalse();
  }

  @Test
  void stopsReadingBeyondTheLimit() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<?> reply = start(router, request("POST", "/x").withBody(body));

    body.next("x".repeat(60));
    assertThat(reply).isNotDone();
    assertThat(body.demand()).isEqualTo(1);
    body.next("x".repeat(41));

    assertThat(body.isCancelled()).isTrue();
    assertThat(((HttpResponse) reply.join()).status()).isEqualTo(413);
  }

  @Test
  void takesABodyOfExactlyTheLimit() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<?> reply = start(router, request("POST", "/x").withBody(body));

    String line = "x".repeat(89);
    body.next("{\"line\":");
    body.next("\"" + line);
    body.next("\"}");
    body.complete();

    assertThat(text((HttpResponse) reply.join())).isEqualTo(line);
  }

  @Test
  void tellsABodyThatBrokeOff() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<?> reply = start(router, request("POST", "/x").withBody(body));

    body.next("{");
    body.fail(new IOException("connection reset"));

    HttpResponse response = (HttpResponse) reply.join();
    assertThat(response.status()).isEqualTo(400);
    assertThat(code(response)).isEqualTo("request.bad-body");
  }

  @Test
  void goesOnAboutABodyOnAWorker() {
    CompletableFuture<String> thread = new CompletableFuture<>();
    FakeBody body = FakeBody.chunked();
    try (Workers workers = Workers.create("test")) {
      Executor named = workers;
      Router threaded =
          Router.builder(named)
              .route(
                  "POST",
                  "/x",
                  r -> {
                    CompletionStage<byte[]> bytes = r.bytes();
                    return bytes.thenApply(
                        read -> {
                          thread.complete(Thread.currentThread().getName());
                          return Replies.noContent();
                        });
                  })
              .build();
      CompletableFuture<?> reply = start(threaded, request("POST", "/x").withBody(body));
      body.awaitSubscribed();
      body.complete();

      reply.join();
      assertThat(thread.join()).startsWith("test-worker-");
    }
  }

  private static CompletableFuture<?> start(HttpHandler handler, HttpRequest request) {
    return handler.handle(request).toCompletableFuture();
  }
}
