package dev.signalbox.api.transport;

/** How a server ended. */
public enum StopOutcome {
  /** Every exchange came to its own end. */
  DRAINED,
  /** At least one exchange was cut off. */
  FORCED
}
