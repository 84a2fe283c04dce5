package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

/**
 * A response with a final status.
 *
 * <p>{@code Content-Length}, {@code Transfer-Encoding}, {@code Connection} and {@code Date} are the
 * transport's to set from the body; a handler leaves them out. The one exception is the answer to
 * {@code HEAD}: its body is what {@code GET} would have had, the transport sends the length and
 * releases the body unsent.
 *
 * @param status 200 to 599
 */
public record HttpResponse(int status, HttpHeaders headers, ResponseBody body)
    implements HttpReply {
  public HttpResponse {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200..599)");
    }
    requireNonNull(headers, "headers");
    requireNonNull(body, "body");
  }

  /** Returns a response without header fields and body. */
  public static HttpResponse of(int status) {
    return new HttpResponse(status, HttpHeaders.empty(), ResponseBody.empty());
  }

  /**
   * Says whether this status comes with a body, an empty one included: 204 and 304 never do and
   * carry no {@code Content-Length} either (RFC 9110 sections 15.3.5, 15.4.5).
   */
  public boolean allowsBody() {
    return status != 204 && status != 304;
  }

  @Override
  public HttpResponse withHeaders(HttpHeaders changed) {
    return new HttpResponse(status, changed, body);
  }

  /** Returns the same response with one header field set, replacing any of that name. */
  public HttpResponse with(String name, String value) {
    return withHeaders(headers.with(name, value));
  }

  /**
   * Returns the same status and header fields with another body; this response's own body is not
   * released.
   */
  public HttpResponse withBody(ResponseBody changed) {
    return new HttpResponse(status, headers, changed);
  }
}
