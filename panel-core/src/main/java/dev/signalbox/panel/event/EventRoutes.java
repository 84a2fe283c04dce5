package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.WebSocketOffer;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.RouteAccess;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /events}: the switch to the WebSocket of live events. */
public final class EventRoutes {
  private final EventSockets sockets;

  @Inject
  EventRoutes(EventSockets sockets) {
    this.sockets = requireNonNull(sockets, "sockets");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/events", this::listen)
            .with(
                RouteDoc.KEY,
                RouteDoc.nothing(
                        "Tells live what changes, on a WebSocket of the subprotocol "
                            + EventSockets.SUBPROTOCOL)
                    .query("from", "boot")
                    .status(101))
            .with(RouteAccess.KEY, RouteAccess.signedIn()));
  }

  private CompletionStage<HttpReply> listen(RoutedRequest request) {
    WebSocketOffer offer = WebSocketOffer.of(request, EventSockets.SUBPROTOCOL);
    @Nullable Long from = request.query("from", EventRoutes::seq).orElse(null);
    @Nullable String boot = request.query("boot").orElse(null);
    return offer.accept(sockets.open(Caller.of(request), boot, from)).asStage();
  }

  private static Long seq(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("from: " + text + " (expected: a seq, 0 or more)");
    }
    return Long.valueOf(text);
  }
}
