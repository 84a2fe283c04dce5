package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.WebSocketLimits;
import java.time.Duration;

/** What both sides of a link agree on about the WebSockets of its streams. */
public final class StreamSockets {
  /** The subprotocol. */
  public static final String SUBPROTOCOL = "signalbox.stream.v1";

  /** What such a WebSocket may not exceed; only messages passed through are that large. */
  public static final WebSocketLimits LIMITS =
      new WebSocketLimits(1024 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(60));

  private StreamSockets() {}
}
