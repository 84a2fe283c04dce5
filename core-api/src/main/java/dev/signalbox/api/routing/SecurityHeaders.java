package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import java.util.concurrent.CompletionStage;

/**
 * Tells browsers to treat replies as data: not to guess their type, not to run or frame them, not
 * to tell others where they came from. A field that a reply has already is left as it is.
 */
public final class SecurityHeaders implements Filter {
  private static final HttpHeaders FIELDS =
      HttpHeaders.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'none'");

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    return next.handle(request).thenApply(SecurityHeaders::guarded);
  }

  static HttpReply guarded(HttpReply reply) {
    if (!(reply instanceof HttpResponse response)) {
      return reply;
    }
    HttpHeaders headers = response.headers();
    for (HttpHeaders.Field field : FIELDS.fields()) {
      if (!headers.contains(field.name())) {
        headers = headers.with(field.name(), field.value());
      }
    }
    return response.withHeaders(headers);
  }
}
