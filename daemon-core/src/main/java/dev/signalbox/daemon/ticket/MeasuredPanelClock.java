package dev.signalbox.daemon.ticket;

import java.time.Duration;

/** Starts with two clocks that agree. */
final class MeasuredPanelClock implements PanelClock {
  private volatile Duration correction = Duration.ZERO;

  @Override
  public Duration correction() {
    return correction;
  }

  @Override
  public void measured(Duration newer) {
    correction = newer;
  }
}
