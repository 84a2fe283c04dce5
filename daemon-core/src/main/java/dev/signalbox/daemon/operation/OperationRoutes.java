package dev.signalbox.daemon.operation;

import dev.signalbox.api.routing.RouteHandler;
import java.util.Map;

/** The handlers of one feature's operations. */
public interface OperationRoutes {
  /**
   * Returns a handler for each operation that the feature serves, by the operation's id. A handler
   * runs on a worker behind the ticket's check and finds the claims by {@code Admitted}.
   */
  Map<String, RouteHandler> handlers();
}
