package dev.signalbox.panel.relay;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.OperationRoute;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketError;
import dev.signalbox.api.ticket.TicketPass;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import dev.signalbox.panel.exchange.ExchangeParty;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.panel.exchange.LinkExchanges.Kind;
import dev.signalbox.panel.node.NodeError;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.relay.RelayCounter.Direction;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The relay: the bulk operations of each daemon below {@code /relay/{daemon}/v1}. It takes the
 * ticket alone, which the daemon checks, and looks at no session. A ticket that the panel did not
 * sign for the daemon is refused here.
 */
public final class RelayRoutes {
  /** The path below which a daemon's own paths are found. */
  public static final String PREFIX = "/relay/";

  private final OperationTable table;
  private final NodeService nodes;
  private final RelayCounter counter;
  private final LinkExchanges exchanges;
  private final RelayDoor door;

  @Inject
  RelayRoutes(
      OperationTable table,
      NodeService nodes,
      RelayCounter counter,
      LinkExchanges exchanges,
      RelayDoor door) {
    this.table = requireNonNull(table, "table");
    this.nodes = requireNonNull(nodes, "nodes");
    this.counter = requireNonNull(counter, "counter");
    this.exchanges = requireNonNull(exchanges, "exchanges");
    this.door = requireNonNull(door, "door");
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Operation operation : table.all()) {
      if (operation.kind() == Operation.Kind.BULK) {
        for (OperationRoute route : operation.routes()) {
          routes.add(
              Route.of(route.method(), PREFIX + "{daemon}/v1" + route.template(), this::relay)
                  .with(RouteAccess.KEY, RouteAccess.open()));
        }
      }
    }
    return routes;
  }

  private CompletionStage<HttpReply> relay(RoutedRequest request) {
    // Who was given the ticket stands in the audit already; here nobody is known.
    AuditNote.of(request).omit();
    DaemonId daemon = request.parameter("daemon", DaemonId::new);
    HttpRequest http = request.http();
    Link link = nodes.link(daemon);
    @Nullable TicketPass pass;
    ExchangeParty party;
    try {
      pass = TicketPass.of(request).orElse(null);
      party = door.party(request, pass, link.hello());
    } catch (SignalboxException e) {
      if (e.code() instanceof TicketError) {
        throw refused();
      }
      throw e;
    }
    LongConsumer up = bytes -> counter.add(daemon, Direction.UP, bytes);
    String path = http.path().substring(http.path().indexOf('/', PREFIX.length()));
    HttpRequest passed =
        RelayedRequest.of(http, path, pass).withBody(new CountingRequestBody(http.body(), up));
    return exchanges.carry(
        daemon, Kind.BULK, party, passed, link, reply -> relayed(daemon, http, reply));
  }

  private HttpReply relayed(DaemonId daemon, HttpRequest request, HttpReply reply) {
    LongConsumer up = bytes -> counter.add(daemon, Direction.UP, bytes);
    LongConsumer down = bytes -> counter.add(daemon, Direction.DOWN, bytes);
    if (reply instanceof WebSocketUpgrade upgrade) {
      return new WebSocketUpgrade(
          HttpHeaders.empty(),
          upgrade.subprotocol(),
          upgrade.limits(),
          new CountingListener(upgrade.listener(), up, down));
    }
    HttpResponse response = (HttpResponse) reply;
    if (response.status() == 401 || response.status() == 403) {
      response.body().release();
      return Replies.problem(refused());
    }
    HttpResponse harmless = DaemonAnswers.harmless(response);
    if (request.method().equals("HEAD")) {
      return harmless;
    }
    return harmless.withBody(CountingBodies.counted(harmless.body(), down));
  }

  private static SignalboxException refused() {
    return new SignalboxException(
        NodeError.REFUSED,
        "the daemon refused the ticket: it was used before, is for something else, or is late");
  }
}
