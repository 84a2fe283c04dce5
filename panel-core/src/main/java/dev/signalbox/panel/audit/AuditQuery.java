package dev.signalbox.panel.audit;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null does not narrow.
 *
 * @param actor the id or the name of a person
 * @param action the whole action
 * @param from the earliest instant, included
 * @param to the latest instant, not included
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable DaemonId daemon,
    @Nullable InstanceId instance,
    @Nullable Instant from,
    @Nullable Instant to) {
  /** Asks for everything. */
  public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);
}
