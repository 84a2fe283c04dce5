package dev.signalbox.panel.history;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.access.InstanceScope;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null does not narrow.
 *
 * @param instances the instances, by their daemon; those of a daemon that is missing are left out
 * @param from the earliest instant, included
 * @param to the latest instant, not included
 */
public record HistoryQuery(
    Map<DaemonId, InstanceScope> instances, @Nullable Instant from, @Nullable Instant to) {
  public HistoryQuery {
    instances = Map.copyOf(instances);
  }
}
