package dev.signalbox.api.routing;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import java.nio.charset.StandardCharsets;

/** The replies that most routes give. */
public final class Replies {
  private Replies() {}

  /** Answers a value that {@link Json} writes. */
  public static HttpResponse json(int status, Object value) {
    return json(status, Json.bytes(value));
  }

  /** Answers 200 with JSON that is written already. */
  public static HttpResponse written(String json) {
    return json(200, json.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse json(int status, byte[] utf8) {
    return new HttpResponse(
        status,
        HttpHeaders.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        ResponseBody.of(utf8));
  }

  /** Answers 200 with a value that {@link Json} writes. */
  public static HttpResponse ok(Object value) {
    return json(200, value);
  }

  /** Answers 201 with the new object and where it is. */
  public static HttpResponse created(String location, Object value) {
    return json(201, value).with("Location", location);
  }

  /** Answers 202 with the state that the request set going. */
  public static HttpResponse accepted(Object value) {
    return json(202, value);
  }

  /** Answers 204. */
  public static HttpResponse noContent() {
    return HttpResponse.of(204);
  }

  /** Answers plain text in UTF-8. */
  public static HttpResponse text(int status, String text) {
    return new HttpResponse(
        status,
        HttpHeaders.of("Content-Type", "text/plain; charset=utf-8"),
        ResponseBody.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Answers 307: the same request, method and body included, goes to another place. */
  public static HttpResponse redirect(String location) {
    return HttpResponse.of(307).with("Location", location);
  }

  /**
   * Answers a failure as {@code application/problem+json} without logging it; for replies that need
   * header fields of their own. All other failures are simply thrown.
   */
  public static HttpResponse problem(SignalboxException failure) {
    return Problems.of(failure);
  }
}
