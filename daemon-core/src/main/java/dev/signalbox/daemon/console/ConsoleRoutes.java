package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.routing.Key;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.WebSocketOffer;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.daemon.operation.OperationRoutes;
import dev.signalbox.daemon.ticket.Admitted;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /instances/{instance}/console}: the switch to the console's WebSocket. */
public final class ConsoleRoutes implements OperationRoutes {
  /** What a resume token stood for, where one let the request in. */
  static final Key<ConsoleGrant> GRANT = Key.of("console-grant", ConsoleGrant.class);

  private final Consoles consoles;

  @Inject
  ConsoleRoutes(Consoles consoles) {
    this.consoles = requireNonNull(consoles, "consoles");
  }

  @Override
  public Map<String, RouteHandler> handlers() {
    return Map.of(DaemonOperations.CONSOLE, this::open);
  }

  private CompletionStage<HttpReply> open(RoutedRequest request) {
    WebSocketOffer offer = WebSocketOffer.of(request, Consoles.SUBPROTOCOL);
    @Nullable Long from = request.query("from", ConsoleRoutes::offset).orElse(null);
    Optional<ConsoleGrant> grant = request.attribute(GRANT);
    return offer
        .accept(
            consoles.open(grant.isPresent() ? grant.get().request(from) : ticketed(request, from)))
        .asStage();
  }

  private static ConsoleRequest ticketed(RoutedRequest request, @Nullable Long from) {
    Ticket ticket = Admitted.ticket(request);
    return ConsoleRequest.of(
        request.parameter("instance", InstanceId::new),
        ticket.subject(),
        ticket.rights(),
        ticket.origin(),
        from);
  }

  private static Long offset(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("from: " + text + " (expected: an offset, 0 or more)");
    }
    return Long.valueOf(text);
  }
}
