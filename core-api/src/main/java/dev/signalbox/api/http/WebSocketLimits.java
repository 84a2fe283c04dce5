package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one WebSocket session may not exceed.
 *
 * @param maxMessageBytes largest inbound message over all its fragments; a larger one closes the
 *     session with 1009
 * @param pingInterval how often the server pings a silent client
 * @param idleTimeout how long nothing at all may come from the client, pongs included, before the
 *     session is closed with 1001; does not count while the listener has asked for no message
 */
public record WebSocketLimits(int maxMessageBytes, Duration pingInterval, Duration idleTimeout) {
  /** 64 KiB messages, a ping each 20 s, closed after 60 s of silence. */
  public static final WebSocketLimits DEFAULT =
      new WebSocketLimits(64 * 1024, Duration.ofSeconds(20), Duration.ofSeconds(60));

  public WebSocketLimits {
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "maxMessageBytes: " + maxMessageBytes + " (expected: >= 1)");
    }
    requireNonNull(pingInterval, "pingInterval");
    requireNonNull(idleTimeout, "idleTimeout");
  }
}
