package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to tell that a started instance is ready.
 *
 * @param pattern a regular expression that a line of output contains when it is
 * @param timeout how long it may take, 1 s to 1 d; default 5 min
 */
public record ReadySpec(String pattern, Duration timeout) {
  public ReadySpec {
    requireNonNull(pattern, "pattern");
    requireNonNull(timeout, "timeout");
  }
}
