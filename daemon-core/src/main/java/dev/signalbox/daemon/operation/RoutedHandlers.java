package dev.signalbox.daemon.operation;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.CorsFilter;
import dev.signalbox.api.routing.CorsPolicy;
import dev.signalbox.api.routing.HostFilter;
import dev.signalbox.api.routing.LostUpgradeFilter;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.SecurityHeaders;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.ticket.TicketFilters;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Two routers over the same routes. */
final class RoutedHandlers implements DaemonHandlers {
  private final Router listener;
  private final Router link;

  RoutedHandlers(
      OperationTable table,
      Set<OperationRoutes> features,
      TicketFilters tickets,
      Supplier<Set<String>> hosts,
      Workers workers) {
    List<Route> routes = new BoundOperations(table, features).routes(tickets);
    this.link = Router.builder(requireNonNull(workers, "workers")).routes(routes).build();
    this.listener =
        Router.builder(workers)
            .filter(HostFilter.of(hosts))
            .filter(new CorsFilter(CorsPolicy.FILES))
            .filter(new SecurityHeaders())
            .filter(new LostUpgradeFilter())
            .routes(routes)
            .build();
  }

  @Override
  public HttpHandler listener() {
    return listener;
  }

  @Override
  public HttpHandler link() {
    return link;
  }
}
