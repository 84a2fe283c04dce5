package dev.signalbox.daemon.ticket;

import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.routing.Filter;

/** Makes the filter that an operation stands behind. */
@FunctionalInterface
public interface TicketFilters {
  Filter before(Operation operation);
}
