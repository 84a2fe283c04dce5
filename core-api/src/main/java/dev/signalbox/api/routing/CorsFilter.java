package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.util.concurrent.CompletionStage;

/**
 * Lets scripts of other origins in (the CORS protocol of the Fetch standard). Stands outside all
 * filters that may refuse, so that a script can read why.
 */
public final class CorsFilter implements Filter {
  private final CorsPolicy policy;

  public CorsFilter(CorsPolicy policy) {
    this.policy = requireNonNull(policy, "policy");
  }

  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    if (isPreflight(request)) {
      return preflight(request.headers()).asStage();
    }
    return next.handle(request).thenApply(this::opened);
  }

  private static boolean isPreflight(RoutedRequest request) {
    return request.method().equals("OPTIONS")
        && request.headers().contains("Origin")
        && request.headers().contains("Access-Control-Request-Method");
  }

  private HttpResponse preflight(HttpHeaders asked) {
    HttpHeaders headers =
        HttpHeaders.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Allow-Methods",
            String.join(", ", policy.methods()),
            "Access-Control-Allow-Headers",
            String.join(", ", policy.headers()),
            "Access-Control-Max-Age",
            Long.toString(policy.maxAge().toSeconds()));
    if (asked.first("Access-Control-Request-Private-Network").filter("true"::equals).isPresent()) {
      headers = headers.with("Access-Control-Allow-Private-Network", "true");
    }
    return new HttpResponse(204, headers, ResponseBody.empty());
  }

  private HttpReply opened(HttpReply reply) {
    if (!(reply instanceof HttpResponse response)) {
      return reply;
    }
    HttpHeaders headers = response.headers().with("Access-Control-Allow-Origin", "*");
    return response.withHeaders(
        policy.exposed().isEmpty()
            ? headers
            : headers.with("Access-Control-Expose-Headers", String.join(", ", policy.exposed())));
  }
}
