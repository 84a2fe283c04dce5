package dev.signalbox.panel.control;

import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.ticket.TicketOrder;
import org.jspecify.annotations.Nullable;

/** Reads from a request what it wants to do on a daemon. */
final class OperationOrders {
  private OperationOrders() {}

  static TicketOrder of(Operation operation, RoutedRequest request, @Nullable String origin) {
    return new TicketOrder(
        request.parameter("daemon", DaemonId::new),
        operation,
        operation.ofInstance() ? request.parameter("instance", InstanceId::new) : null,
        operation.bindsPath() ? FilePath.parse(request.query("path").orElse("")).toString() : null,
        origin);
  }

  /**
   * Returns the path at the daemon: what follows {@code /api/v1/daemons/{daemon}}, as it was sent.
   */
  static String daemonPath(RoutedRequest request) {
    String path = request.http().path();
    int at = path.indexOf("/daemons/") + "/daemons/".length();
    return "/v1" + path.substring(path.indexOf('/', at));
  }
}
