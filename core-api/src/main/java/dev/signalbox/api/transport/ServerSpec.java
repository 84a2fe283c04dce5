package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a server should be.
 *
 * @param name prefix of its threads' names
 * @param listeners at least one
 */
public record ServerSpec(String name, List<ListenerSpec> listeners, HttpLimits limits) {
  public ServerSpec {
    requireNonNull(name, "name");
    requireNonNull(limits, "limits");
    listeners = List.copyOf(listeners);
    if (listeners.isEmpty()) {
      throw new IllegalArgumentException("listeners: none (expected: at least 1)");
    }
  }
}
