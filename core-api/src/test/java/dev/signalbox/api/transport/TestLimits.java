package dev.signalbox.api.transport;

import java.time.Duration;

/**
 * Limits of which just one is short. A test meets the one that it is about however slow the machine
 * is: what it does on the way there has all the time it wants.
 */
final class TestLimits {
  /** The one that a test is about. */
  static final Duration SHORT = Duration.ofMillis(400);

  private static final Duration LONG = Duration.ofSeconds(40);
  static final HttpLimits GENEROUS = limits(LONG, LONG, LONG, LONG, LONG);
  static final HttpLimits SHORT_HEAD = limits(SHORT, LONG, LONG, LONG, LONG);
  static final HttpLimits SHORT_SILENCE = limits(LONG, SHORT, LONG, LONG, LONG);
  static final HttpLimits SHORT_BODY = limits(LONG, LONG, SHORT, LONG, LONG);
  static final HttpLimits SHORT_HANDSHAKE = limits(LONG, LONG, LONG, SHORT, LONG);
  static final HttpLimits SHORT_DISCARD = limits(LONG, LONG, LONG, LONG, SHORT);

  private TestLimits() {}

  private static HttpLimits limits(
      Duration head, Duration silence, Duration body, Duration handshake, Duration discard) {
    return new HttpLimits(
        8 * 1024, 32 * 1024, head, silence, body, handshake, 10_000, 256 * 1024, discard);
  }

  /** Returns the same for that many connections. */
  static HttpLimits ofConnections(int most) {
    return new HttpLimits(
        GENEROUS.maxTargetBytes(),
        GENEROUS.maxHeaderBytes(),
        LONG,
        LONG,
        LONG,
        LONG,
        most,
        0,
        LONG);
  }
}
