package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.transport.wire.Deadline;
import java.time.Duration;

/** Pings a silent client, and notices one that stays silent; used on the I/O thread only. */
final class WebSocketHeartbeat {
  private final WebSocketLimits limits;
  private final Deadline deadline;
  private final Runnable ping;
  private final Runnable idle;
  private long lastHeard = System.nanoTime();
  private boolean listening;

  WebSocketHeartbeat(WebSocketLimits limits, Deadline deadline, Runnable ping, Runnable idle) {
    this.limits = limits;
    this.deadline = deadline;
    this.ping = ping;
    this.idle = idle;
  }

  /** Something came from the client. */
  void heard() {
    lastHeard = System.nanoTime();
  }

  /** Says whether the listener asks for messages; silence counts only while it does. */
  void listening(boolean now) {
    if (now && !listening) {
      heard();
    }
    listening = now;
  }

  void end() {
    deadline.end();
  }

  /** Looks at once, and from then on as often as there may be something to do. */
  void look() {
    long now = System.nanoTime();
    if (!listening) {
      lastHeard = now;
    }
    Duration silent = Duration.ofNanos(now - lastHeard);
    Duration left = limits.idleTimeout().minus(silent);
    if (left.isNegative() || left.isZero()) {
      idle.run();
      return;
    }
    if (silent.compareTo(limits.pingInterval()) >= 0) {
      ping.run();
    }
    Duration pause = limits.pingInterval();
    deadline.set(left.compareTo(pause) < 0 ? left : pause, this::look);
  }
}
