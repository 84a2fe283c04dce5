package dev.signalbox.daemon.host;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.daemon.operation.OperationRoutes;
import jakarta.inject.Inject;
import java.util.Map;

/** {@code GET /host}. */
public final class HostRoutes implements OperationRoutes {
  private final HostService host;

  @Inject
  HostRoutes(HostService host) {
    this.host = requireNonNull(host, "host");
  }

  @Override
  public Map<String, RouteHandler> handlers() {
    return Map.of("host", request -> Replies.ok(host.inspect()).asStage());
  }
}
