package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What scripts of any origin may do here, without cookies or other credentials of the browser.
 *
 * @param methods methods that they may use
 * @param headers request header fields that they may set
 * @param exposed response header fields that they may read
 * @param maxAge how long a browser may remember the answer to a preflight
 */
public record CorsPolicy(
    List<String> methods, List<String> headers, List<String> exposed, Duration maxAge) {
  /** What a client needs that reads, writes and continues files and shows its leave in a field. */
  public static final CorsPolicy FILES =
      new CorsPolicy(
          List.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"),
          List.of(
              "Authorization",
              "Content-Type",
              "Range",
              "If-Range",
              "If-Match",
              "If-None-Match",
              "If-Modified-Since",
              "If-Unmodified-Since"),
          List.of(
              "ETag",
              "Last-Modified",
              "Content-Range",
              "Content-Length",
              "Accept-Ranges",
              "Content-Disposition",
              "Location",
              "Retry-After"),
          Duration.ofHours(1));

  public CorsPolicy {
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
    requireNonNull(maxAge, "maxAge");
  }
}
