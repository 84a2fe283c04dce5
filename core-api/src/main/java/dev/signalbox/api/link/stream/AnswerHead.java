package dev.signalbox.api.link.stream;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that begins an answer.
 *
 * @param status 200 to 599, or 101 where a WebSocket follows
 * @param headers pairs of name and value
 * @param length of the body in bytes; 0 where there is none, -1 where it is not known; null for 101
 * @param subprotocol of the WebSocket; null for another status
 * @param limits of the WebSocket; null for another status
 */
record AnswerHead(
    int status,
    List<List<String>> headers,
    @Nullable Long length,
    @Nullable String subprotocol,
    @Nullable WebSocketLimits limits) {
  private static final int SWITCHING = 101;

  AnswerHead {
    headers = List.copyOf(headers);
    if (status == SWITCHING) {
      if (length != null || subprotocol == null || limits == null) {
        throw new IllegalArgumentException(
            "status: 101 (expected: subprotocol and limits, and no length)");
      }
    } else if (length == null || length < -1 || subprotocol != null || limits != null) {
      throw new IllegalArgumentException("status: " + status + " (expected: length >= -1 alone)");
    }
  }

  static AnswerHead of(HttpResponse response) {
    long length = response.allowsBody() ? response.body().length().orElse(-1) : 0;
    return new AnswerHead(
        response.status(), HeadText.pairs(response.headers()), length, null, null);
  }

  static AnswerHead of(WebSocketUpgrade upgrade) {
    return new AnswerHead(
        SWITCHING,
        HeadText.pairs(upgrade.headers()),
        null,
        upgrade.subprotocol(),
        upgrade.limits());
  }

  boolean isSwitch() {
    return status == SWITCHING;
  }

  HttpHeaders fields() {
    return HeadText.fields(headers);
  }

  /** Returns the length of what is no switch. */
  long bodyLength() {
    return requireNonNull(length, "length");
  }

  /** Returns the upgrade that is told of; of a message no more than a stream carries. */
  WebSocketUpgrade upgrade(HttpHeaders fields, WebSocketListener listener) {
    WebSocketLimits told = requireNonNull(limits, "limits");
    int most = Math.min(told.maxMessageBytes(), StreamSockets.LIMITS.maxMessageBytes());
    return new WebSocketUpgrade(
        fields,
        requireNonNull(subprotocol, "subprotocol"),
        new WebSocketLimits(most, told.pingInterval(), told.idleTimeout()),
        listener);
  }
}
