package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended.
 *
 * @param code the exit code, 0 to 255; null where a signal ended it or the end is not known
 * @param signal the signal that ended it, such as {@code KILL}; null where none did
 * @param reason what there is to say beyond that, such as why neither is known ("lost: …"); null
 *     where nothing is
 * @param at when it was noticed
 */
public record KeptExit(
    @Nullable Integer code, @Nullable String signal, @Nullable String reason, Instant at) {
  public KeptExit {
    requireNonNull(at, "at");
  }
}
