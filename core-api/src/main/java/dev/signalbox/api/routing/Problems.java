package dev.signalbox.api.routing;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.ErrorKind;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ReasonPhrases;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into replies (RFC 9457), and logs them once. */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration OVERLOAD_RETRY = Duration.ofSeconds(1);

  /** What nobody is sent, and filters see, where the client left before the answer was there. */
  private static final int CLIENT_GONE = 499;

  private Problems() {}

  /** Answers any failure of a filter or a handler. */
  static HttpResponse answer(RoutedRequest request, Throwable failure) {
    Throwable cause = Continuations.unwrapped(failure);
    if (cause instanceof CancellationException
        && request.abandoned().toCompletableFuture().isDone()) {
      // Any stranger can do this as often as they like: it must not fill the log.
      log.debug("request abandoned method={} path={}", request.method(), place(request));
      return HttpResponse.of(CLIENT_GONE);
    }
    SignalboxException coded = coded(cause);
    if (coded.code().kind() != ErrorKind.INTERNAL) {
      log.debug(
          "request refused method={} path={} code={} detail={}",
          request.method(),
          place(request),
          coded.code().id(),
          coded.getMessage());
      return of(coded);
    }
    String traceId = traceId();
    log.error(
        "request failed method={} path={} code={} traceId={}",
        request.method(),
        place(request),
        coded.code().id(),
        traceId,
        cause);
    return internal(coded, traceId);
  }

  /** The template where there is one: what stands for its parameters may be a secret. */
  private static String place(RoutedRequest request) {
    return request.route().map(Route::template).orElseGet(() -> request.http().path());
  }

  private static String traceId() {
    return HexFormat.of().toHexDigits(RANDOM.nextLong());
  }

  private static SignalboxException coded(Throwable cause) {
    if (cause instanceof SignalboxException coded) {
      return coded;
    }
    if (cause instanceof RejectedExecutionException) {
      return overloaded();
    }
    return new SignalboxException(RequestError.INTERNAL, "unexpected failure", cause);
  }

  static SignalboxException overloaded() {
    return SignalboxException.ofRetry(
        RequestError.OVERLOADED, "too many requests are waiting", OVERLOAD_RETRY);
  }

  /** Answers a failure whose message the client may see; an internal one hides it. */
  static HttpResponse of(SignalboxException failure) {
    if (failure.code().kind() == ErrorKind.INTERNAL) {
      return internal(failure, traceId());
    }
    JsonObject body = head(failure);
    body.addProperty("detail", failure.getMessage());
    body.addProperty("code", failure.code().id());
    failure
        .field()
        .filter(field -> !field.isEmpty())
        .ifPresent(field -> body.addProperty("field", field));
    return reply(failure, body);
  }

  private static HttpResponse internal(SignalboxException failure, String traceId) {
    JsonObject body = head(failure);
    body.addProperty("detail", "An internal error. The log has it under the trace id.");
    body.addProperty("code", failure.code().id());
    body.addProperty("traceId", traceId);
    return reply(failure, body);
  }

  private static JsonObject head(SignalboxException failure) {
    int status = failure.code().kind().status();
    JsonObject body = new JsonObject();
    body.addProperty("type", "about:blank");
    body.addProperty("title", ReasonPhrases.of(status).orElse("Error"));
    body.addProperty("status", status);
    return body;
  }

  private static HttpResponse reply(SignalboxException failure, JsonObject body) {
    HttpHeaders headers =
        HttpHeaders.of("Content-Type", "application/problem+json", "Cache-Control", "no-store");
    if (failure.code().kind() == ErrorKind.UNAUTHENTICATED) {
      headers = headers.with("WWW-Authenticate", "Bearer");
    }
    if (failure.retryAfter().isPresent()) {
      long seconds = failure.retryAfter().get().plusNanos(999_999_999).toSeconds();
      headers = headers.with("Retry-After", Long.toString(seconds));
    }
    return new HttpResponse(
        failure.code().kind().status(), headers, ResponseBody.of(Json.bytes(body)));
  }

  /** Words the refusal of a parser for the parameter that it was given. */
  static String message(String name, String value, IllegalArgumentException refusal) {
    String message = String.valueOf(refusal.getMessage());
    int expected = message.lastIndexOf("(expected:");
    String shown = value.length() <= 64 ? value : value.substring(0, 64) + "…";
    return name
        + ": "
        + shown
        + (expected < 0 ? " (expected: a valid value)" : " " + message.substring(expected));
  }
}
