package dev.signalbox.panel.history;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an instance.
 *
 * @param id names the entry within this panel
 * @param at by the clock of the daemon
 * @param state that it was in afterwards; absent where it was removed
 * @param exit how its last run had ended; absent while it was alive
 */
public record HistoryEntry(
    String id,
    Instant at,
    DaemonId daemon,
    InstanceId instance,
    Kind kind,
    @Nullable InstanceState state,
    @Nullable Exit exit) {
  /** What happened. */
  public enum Kind {
    /** It was made, was given another specification, or moved to another state. */
    CHANGED,
    /** It was deleted. */
    REMOVED
  }

  /** How a run ended; see {@code InstanceExit}. */
  public record Exit(@Nullable Integer code, @Nullable String signal, @Nullable String reason) {}

  public HistoryEntry {
    requireNonNull(id, "id");
    requireNonNull(at, "at");
    requireNonNull(daemon, "daemon");
    requireNonNull(instance, "instance");
    requireNonNull(kind, "kind");
  }
}
