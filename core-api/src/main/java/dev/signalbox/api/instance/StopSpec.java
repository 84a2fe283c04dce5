package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.json.KeepNull;
import dev.signalbox.api.json.WhenAbsent;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is asked to end before it is killed.
 *
 * <p>With an {@code input} line that line is written first and the signal follows when half of the
 * timeout has passed; without one the signal comes at once. When the whole timeout has passed, the
 * process and all its descendants are killed.
 *
 * @param input the line to write to its standard input, at most 4096 characters without its line
 *     end, or null for none
 * @param signal one of {@code TERM INT HUP QUIT USR1 USR2 KILL}; default {@code TERM}
 * @param timeout from the request to the kill, 0 to 1 h; default 30 s
 */
public record StopSpec(
    @KeepNull @WhenAbsent("null") @Nullable String input,
    @WhenAbsent("\"TERM\"") String signal,
    @WhenAbsent("\"PT30S\"") Duration timeout) {
  // Above the default, which is checked with it.
  private static final Set<String> SIGNALS =
      Set.of("TERM", "INT", "HUP", "QUIT", "USR1", "USR2", "KILL");

  /** No input line, {@code TERM}, 30 s. */
  public static final StopSpec DEFAULT = new StopSpec(null, "TERM", Duration.ofSeconds(30));

  public StopSpec {
    if (input != null
        && (input.length() > 4096 || input.chars().anyMatch(c -> c == 0 || c == '\n'))) {
      throw Bounds.fault("input", "…", "one line of at most 4096 characters");
    }
    requireNonNull(signal, "signal");
    if (!SIGNALS.contains(signal)) {
      throw Bounds.fault("signal", signal, "TERM, INT, HUP, QUIT, USR1, USR2 or KILL");
    }
    requireNonNull(timeout, "timeout");
    Bounds.check("timeout", timeout, Duration.ZERO, Duration.ofHours(1));
  }
}
