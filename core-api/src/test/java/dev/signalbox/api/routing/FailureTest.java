package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.code;
import static dev.signalbox.api.routing.Requests.get;
import static dev.signalbox.api.routing.Requests.json;
import static dev.signalbox.api.routing.Requests.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.ErrorKind;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ReasonPhrases;
import dev.signalbox.api.id.UserId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  private enum Code implements ErrorCode {
    RUNNING("instance.already-running", ErrorKind.CONFLICT),
    ATTEMPTS("auth.too-many-attempts", ErrorKind.TOO_MANY),
    WHO("auth.bad-credentials", ErrorKind.UNAUTHENTICATED),
    BROKEN("store.broken", ErrorKind.INTERNAL);

    private final String id;
    private final ErrorKind kind;

    Code(String id, ErrorKind kind) {
      this.id = id;
      this.kind = kind;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public ErrorKind kind() {
      return kind;
    }
  }

  @Test
  void tellsACodedFailureAsAProblem() {
    HttpResponse response =
        answer(
            r -> {
              throw SignalboxException.ofField(Code.RUNNING, "id", "id: it runs already");
            });

    assertThat(response.status()).isEqualTo(409);
    assertThat(response.headers().first("Content-Type")).contains("application/problem+json");
    assertThat(json(response))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"type": "about:blank", "title": "Conflict", "status": 409,
                 "detail": "id: it runs already", "code": "instance.already-running", "field": "id"}
                """));
  }

  @Test
  void hidesAnInternalFailureBehindATraceId() {
    HttpResponse response =
        answer(
            r -> {
              throw new IOException("/secret/path is gone");
            });

    JsonObject problem = json(response);
    assertThat(response.status()).isEqualTo(500);
    assertThat(problem.get("code").getAsString()).isEqualTo("server.internal");
    assertThat(problem.get("traceId").getAsString()).matches("[0-9a-f]{16}");
    assertThat(problem.toString()).doesNotContain("secret");
  }

  @Test
  void hidesTheMessageOfACodeThatIsInternal() {
    HttpResponse response =
        answer(
            r -> {
              throw new SignalboxException(Code.BROKEN, "row 7 has the password x");
            });

    assertThat(code(response)).isEqualTo("store.broken");
    assertThat(json(response).toString()).doesNotContain("password").contains("traceId");
  }

  @Test
  void unwrapsWhatAStageFailedWith() {
    SignalboxException failure = new SignalboxException(Code.RUNNING, "it runs already");

    assertThat(code(answer(r -> CompletableFuture.failedStage(failure))))
        .isEqualTo("instance.already-running");
    assertThat(
            code(
                answer(
                    r ->
                        CompletableFuture.failedStage(
                            new CompletionException(new CompletionException(failure))))))
        .isEqualTo("instance.already-running");
    assertThat(
            code(
                answer(
                    r ->
                        CompletableFuture.completedStage(1)
                            .thenApply(
                                one -> {
                                  throw failure;
                                }))))
        .isEqualTo("instance.already-running");
  }

  @Test
  void saysWhenToComeAgain() {
    HttpResponse response =
        answer(
            r -> {
              throw SignalboxException.ofRetry(Code.ATTEMPTS, "wait", Duration.ofMillis(1001));
            });

    assertThat(response.status()).isEqualTo(429);
    assertThat(response.headers().first("Retry-After")).contains("2");
  }

  @Test
  void saysHowToAuthenticate() {
    HttpResponse response =
        answer(
            r -> {
              throw new SignalboxException(Code.WHO, "who is it");
            });

    assertThat(response.headers().first("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void takesAnIllegalArgumentInAHandlerAsAFaultOfItsOwn() {
    HttpResponse response =
        answer(
            r -> {
              throw new IllegalArgumentException("columns: -1 (expected: 1..1000)");
            });

    assertThat(response.status()).isEqualTo(500);
  }

  @Test
  void answersAnErrorAndANullToo() {
    assertThat(
            answer(
                    r -> {
                      throw new StackOverflowError();
                    })
                .status())
        .isEqualTo(500);
    assertThat(answer(r -> null).status()).isEqualTo(500);
    assertThat(answer(r -> CompletableFuture.completedStage(null)).status()).isEqualTo(500);
  }

  @Test
  void answers503WhereTheWorkersRefuse() {
    Router router =
        Router.builder(
                task -> {
                  throw new RejectedExecutionException();
                })
            .route("GET", "/x", r -> HttpResponse.of(204).asStage())
            .build();

    HttpResponse response = send(router, get("/x"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(code(response)).isEqualTo("server.overloaded");
    assertThat(response.headers().first("Retry-After")).contains("1");
  }

  @Test
  void namesAParameterThatDoesNotParse() {
    Router router =
        Router.builder(Runnable::run)
            .route(
                "GET",
                "/users/{user}",
                r -> {
                  r.parameter("user", UserId::new);
                  r.query("lines", Integer::valueOf);
                  return HttpResponse.of(204).asStage();
                })
            .build();

    HttpResponse user = send(router, get("/users/a.b"));
    HttpResponse lines = send(router, get("/users/a?lines=x"));
    HttpResponse twice = send(router, get("/users/a?lines=1&lines=2"));

    assertThat(user.status()).isEqualTo(400);
    assertThat(json(user).get("field").getAsString()).isEqualTo("user");
    assertThat(json(user).get("detail").getAsString()).startsWith("user: a.b (expected: 1 to 64");
    assertThat(json(lines).get("field").getAsString()).isEqualTo("lines");
    assertThat(twice.status()).isEqualTo(400);
    assertThat(json(twice).get("field").getAsString()).isEqualTo("lines");
    assertThat(send(router, get("/users/a?lines=12")).status()).isEqualTo(204);
  }

  @Test
  void showsFiltersRepliesInsteadOfFailures() {
    List<Integer> seen = new ArrayList<>();
    Filter recorder =
        (request, next) ->
            next.handle(request)
                .thenApply(
                    reply -> {
                      seen.add(((HttpResponse) reply).status());
                      return reply;
                    });
    Router router =
        Router.builder(Runnable::run)
            .filter(recorder)
            .filter(
                (request, next) -> {
                  if (request.headers().contains("Bad")) {
                    throw new SignalboxException(RequestError.FOREIGN_ORIGIN, "no");
                  }
                  return next.handle(request);
                })
            .filter(recorder)
            .route(
                "GET",
                "/x",
                r -> {
                  throw new SignalboxException(Code.RUNNING, "no");
                })
            .build();

    send(router, get("/x"));
    send(router, get("/nothing"));
    send(router, get("/%zz"));
    send(router, get("/x", "Bad", "1"));

    assertThat(seen).containsExactly(409, 409, 404, 404, 400, 400, 403);
  }

  @ParameterizedTest
  @EnumSource(ErrorKind.class)
  void hasATitleForEveryKind(ErrorKind kind) {
    assertThat(ReasonPhrases.of(kind.status())).isPresent();
  }

  private static HttpResponse answer(RouteHandler handler) {
    return send(Router.builder(Runnable::run).route("GET", "/x", handler).build(), get("/x"));
  }
}
