package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to tell that a started instance is ready.
 *
 * <p>It is {@code starting} until then. After the timeout it counts as running all the same: a
 * pattern that is wrong does not end a program that is right.
 *
 * @param pattern a regular expression that a line of output contains when it is; what counts of a
 *     line is its first 4 KiB
 * @param timeout how long to wait for the line, 1 s to 1 d; default 5 min
 */
public record ReadySpec(String pattern, Duration timeout) {
  public ReadySpec {
    requireNonNull(pattern, "pattern");
    requireNonNull(timeout, "timeout");
  }
}
