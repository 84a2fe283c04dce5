package dev.signalbox.api.transport.wire;

import dev.signalbox.api.http.WebSocketLimits;
import java.time.Duration;

/** Pings a silent client, and notices one that stays silent. For the I/O thread only. */
final class WebSocketHeartbeat {
  private final Duration pingInterval;
  private final Duration idleTimeout;
  private final Deadline deadline;
  private final Runnable ping;
  private final Runnable idle;
  private long heardAt = System.nanoTime();

  /** Silence counts from here on, where nothing was heard since. */
  private long patientUntil = heardAt;

  private boolean listening;
  private boolean ended;

  WebSocketHeartbeat(WebSocketLimits limits, Deadline.Timer timer, Runnable ping, Runnable idle) {
    this.pingInterval = limits.pingInterval();
    this.idleTimeout = limits.idleTimeout();
    this.deadline = new Deadline(timer);
    this.ping = ping;
    this.idle = idle;
  }

  /** Something came from the client. */
  void heard() {
    heardAt = System.nanoTime();
  }

  /** Says whether the listener asks for messages; silence counts only while it does. */
  void listening(boolean now) {
    if (now && !listening) {
      patientUntil = System.nanoTime();
    }
    listening = now;
  }

  void begin() {
    deadline.set(min(pingInterval, idleTimeout), this::look);
  }

  void end() {
    ended = true;
    deadline.end();
  }

  private void look() {
    long now = System.nanoTime();
    if (!listening) {
      patientUntil = now;
    }
    Duration silent = Duration.ofNanos(now - heardAt);
    Duration left = idleTimeout.minusNanos(Math.min(now - heardAt, now - patientUntil));
    if (left.isNegative() || left.isZero()) {
      idle.run();
      return;
    }
    Duration untilPing = pingInterval.minus(silent);
    if (untilPing.isNegative() || untilPing.isZero()) {
      ping.run();
      untilPing = pingInterval;
    }
    if (ended) {
      return;
    }
    deadline.set(min(left, untilPing), this::look);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
