package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run of an instance ended.
 *
 * @param code its exit code, where it has one; 137 also stands for a kill that nothing else tells
 *     apart
 * @param signal the signal that ended it, such as {@code KILL}, where one is known to have
 * @param reason in words, where there is more to say; contains {@code not found} for a program that
 *     does not exist
 * @param at when that was noticed
 */
public record InstanceExit(
    @Nullable Integer code, @Nullable String signal, @Nullable String reason, Instant at) {
  public InstanceExit {
    requireNonNull(at, "at");
  }
}
