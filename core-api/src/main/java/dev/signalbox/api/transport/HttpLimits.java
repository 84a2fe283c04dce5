package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one connection may not exceed. Each is enforced by the transport, by itself where the engine
 * is lax.
 *
 * @param maxTargetBytes longest request target; beyond: 431
 * @param maxHeaderBytes all header fields together; beyond: 431
 * @param headTimeout from the first byte of a connection or of a further request until its head is
 *     complete; beyond: 408 and close
 * @param keepAliveTimeout how long a connection may be silent between requests; beyond: close
 * @param bodyTimeout how long the body may stand still while a handler asks for it, and how long a
 *     client may take nothing of a response; beyond: 408 where the head has not gone out, close
 * @param tlsTimeout how long a TLS handshake may take
 * @param maxConnections open connections of the server; further ones are closed at once
 * @param discardBytes how much of an unread body is discarded after an early reply, so that the
 *     client gets to read it
 * @param discardTimeout how long that may take
 */
public record HttpLimits(
    int maxTargetBytes,
    int maxHeaderBytes,
    Duration headTimeout,
    Duration keepAliveTimeout,
    Duration bodyTimeout,
    Duration tlsTimeout,
    int maxConnections,
    long discardBytes,
    Duration discardTimeout) {
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          8 * 1024,
          32 * 1024,
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          10_000,
          64L * 1024 * 1024,
          Duration.ofSeconds(30));

  public HttpLimits {
    checkPositive("maxTargetBytes", maxTargetBytes);
    checkPositive("maxHeaderBytes", maxHeaderBytes);
    checkPositive("maxConnections", maxConnections);
    requireNonNull(headTimeout, "headTimeout");
    requireNonNull(keepAliveTimeout, "keepAliveTimeout");
    requireNonNull(bodyTimeout, "bodyTimeout");
    requireNonNull(tlsTimeout, "tlsTimeout");
    requireNonNull(discardTimeout, "discardTimeout");
    if (discardBytes < 0) {
      throw new IllegalArgumentException("discardBytes: " + discardBytes + " (expected: >= 0)");
    }
  }

  private static void checkPositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
  }
}
