package dev.signalbox.panel.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to do on a daemon.
 *
 * @param instance absent for an operation on the daemon itself
 * @param path the canonical path, absent where the operation binds none
 * @param origin the origin of the caller's page, absent for a program
 */
public record TicketOrder(
    DaemonId daemon,
    Operation operation,
    @Nullable InstanceId instance,
    @Nullable String path,
    @Nullable String origin) {
  public TicketOrder {
    requireNonNull(daemon, "daemon");
    requireNonNull(operation, "operation");
    if (operation.ofInstance() != (instance != null)) {
      throw new IllegalArgumentException(
          "instance: " + instance + " (expected: one exactly where the operation is on one)");
    }
  }

  Optional<InstanceId> target() {
    return Optional.ofNullable(instance);
  }
}
