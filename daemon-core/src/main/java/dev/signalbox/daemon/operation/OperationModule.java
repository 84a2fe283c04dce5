package dev.signalbox.daemon.operation;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.ticket.TicketFilters;
import java.util.Set;

/** Binds {@link DaemonHandlers} over the handlers that the features bound. */
public final class OperationModule extends AbstractModule {
  private final OperationTable table;
  private final Set<String> hosts;

  /**
   * @param hosts the names and addresses that a request to the listener may be for
   */
  public OperationModule(OperationTable table, Set<String> hosts) {
    this.table = requireNonNull(table, "table");
    this.hosts = Set.copyOf(hosts);
  }

  @Provides
  @Singleton
  DaemonHandlers handlers(
      Set<OperationRoutes> features,
      TicketFilters tickets,
      DaemonIdentity identity,
      Workers workers) {
    return new RoutedHandlers(
        table, features, tickets, new AnsweredHosts(hosts, identity), workers);
  }
}
