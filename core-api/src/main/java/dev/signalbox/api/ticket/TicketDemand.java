package dev.signalbox.api.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import org.jspecify.annotations.Nullable;

/**
 * What one request asks for, to be held against the ticket it shows.
 *
 * @param operation the id of the operation that the route belongs to
 * @param instance the instance that the request's path names; null for an operation on the daemon
 * @param path the canonical file path that the request names; null where the operation has none
 * @param origin the request's {@code Origin} header; null from a program
 */
public record TicketDemand(
    String operation,
    @Nullable InstanceId instance,
    @Nullable String path,
    @Nullable String origin) {
  public TicketDemand {
    requireNonNull(operation, "operation");
  }

  /** Returns a demand on the daemon itself, by a program. */
  public static TicketDemand of(String operation) {
    return new TicketDemand(operation, null, null, null);
  }

  /** Returns this demand on one instance. */
  public TicketDemand onInstance(InstanceId id) {
    return new TicketDemand(operation, requireNonNull(id, "id"), path, origin);
  }

  /** Returns this demand on one canonical path. */
  public TicketDemand onPath(String canonical) {
    return new TicketDemand(operation, instance, requireNonNull(canonical, "canonical"), origin);
  }

  /** Returns this demand as a browser's page of that origin makes it. */
  public TicketDemand fromOrigin(@Nullable String header) {
    return new TicketDemand(operation, instance, path, header);
  }
}
