package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.json.WhenAbsent;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
public record ReadySpec(String pattern, @WhenAbsent("\"PT5M\"") Duration timeout) {
  public ReadySpec {
    requireNonNull(pattern, "pattern");
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw Bounds.fault("pattern", e.getDescription(), "a regular expression");
    }
    requireNonNull(timeout, "timeout");
    Bounds.check("timeout", timeout, Duration.ofSeconds(1), Duration.ofDays(1));
  }
}
