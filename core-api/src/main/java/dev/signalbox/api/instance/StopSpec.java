package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is asked to end before it is killed.
 *
 * <p>With an {@code input} line that line is written first and the signal follows when half of the
 * timeout has passed; without one the signal comes at once. When the whole timeout has passed, the
 * process and all its descendants are killed.
 *
 * @param input the line to write to its standard input, without its line end, or null for none
 * @param signal one of {@code TERM INT HUP QUIT USR1 USR2 KILL}; default {@code TERM}
 * @param timeout from the request to the kill, 0 to 1 h; default 30 s
 */
public record StopSpec(@Nullable String input, String signal, Duration timeout) {
  /** No input line, {@code TERM}, 30 s. */
  public static final StopSpec DEFAULT = new StopSpec(null, "TERM", Duration.ofSeconds(30));

  public StopSpec {
    requireNonNull(signal, "signal");
    requireNonNull(timeout, "timeout");
  }
}
