package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.OperationRoute;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Key;
import dev.signalbox.api.routing.Route;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** A route below {@code /daemons/{daemon}} for each route of each operation. */
public final class ControlRoutes {
  /** The operation that a route serves. */
  public static final Key<Operation> OPERATION = Key.of("operation", Operation.class);

  private final OperationTable table;
  private final LinkForwarder forwarder;
  private final BulkRedirect redirect;

  @Inject
  ControlRoutes(OperationTable table, LinkForwarder forwarder, BulkRedirect redirect) {
    this.table = requireNonNull(table, "table");
    this.forwarder = requireNonNull(forwarder, "forwarder");
    this.redirect = requireNonNull(redirect, "redirect");
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Operation operation : table.all()) {
      for (OperationRoute route : operation.routes()) {
        routes.add(described(operation, route, served(operation, route)));
      }
    }
    return routes;
  }

  private Route served(Operation operation, OperationRoute route) {
    String template = "/daemons/{daemon}" + route.template();
    return operation.kind() == Operation.Kind.BULK
        ? Route.of(route.method(), template, request -> redirect.answer(operation, request))
        : Route.of(route.method(), template, request -> forwarder.forward(operation, request));
  }

  private static Route described(Operation operation, OperationRoute at, Route route) {
    boolean bulk = operation.kind() == Operation.Kind.BULK;
    Route described =
        route
            .with(OPERATION, operation)
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(
                RouteDoc.KEY,
                new RouteDoc(operation.summary(), operation.payload(), bulk ? 307 : at.success()));
    return operation.audit() == Operation.Audit.RECORDED
        ? described.with(AuditNote.ACTION, operation.id())
        : described;
  }
}
