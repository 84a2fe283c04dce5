package dev.signalbox.daemon.operation;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.OperationRoute;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.daemon.ticket.TicketFilters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the table against the handlers: exactly one for each operation, and none besides. */
final class BoundOperations {
  private final OperationTable table;
  private final Map<String, RouteHandler> handlers;

  /**
   * @throws IllegalStateException naming every operation without a handler, with two, and every
   *     handler without an operation
   */
  BoundOperations(OperationTable table, Set<OperationRoutes> features) {
    this.table = requireNonNull(table, "table");
    this.handlers = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (OperationRoutes feature : features) {
      feature
          .handlers()
          .forEach(
              (id, handler) -> {
                if (handlers.put(id, handler) != null) {
                  faults.add(id + " has two handlers");
                }
              });
    }
    missing(table.ids(), handlers.keySet()).forEach(id -> faults.add(id + " has no handler"));
    missing(handlers.keySet(), table.ids()).forEach(id -> faults.add(id + " is not in the table"));
    if (!faults.isEmpty()) {
      throw new IllegalStateException("operations: " + String.join("; ", faults));
    }
  }

  /** Returns a route below {@code /v1} for each route of each operation, behind its ticket. */
  List<Route> routes(TicketFilters tickets) {
    List<Route> routes = new ArrayList<>();
    for (Operation operation : table.all()) {
      RouteHandler handler = requireNonNull(handlers.get(operation.id()));
      for (OperationRoute route : operation.routes()) {
        routes.add(
            Route.of(route.method(), "/v1" + route.template(), handler)
                .filter(tickets.before(operation)));
      }
    }
    return routes;
  }

  private static Set<String> missing(Set<String> wanted, Set<String> found) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }
}
