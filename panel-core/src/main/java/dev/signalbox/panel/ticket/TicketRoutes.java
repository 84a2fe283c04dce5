package dev.signalbox.panel.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.ticket.TicketRight;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /tickets}: leave for one bulk operation, and the ways to use it. */
public final class TicketRoutes {
  private final OperationTable table;
  private final TicketService tickets;
  private final NodeService nodes;
  private final BasePath base;

  @Inject
  TicketRoutes(OperationTable table, TicketService tickets, NodeService nodes, BasePath base) {
    this.table = requireNonNull(table, "table");
    this.tickets = requireNonNull(tickets, "tickets");
    this.nodes = requireNonNull(nodes, "nodes");
    this.base = requireNonNull(base, "base");
  }

  public List<Route> routes() {
    return List.of(
        Route.of("POST", "/tickets", this::mint)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Gives leave for one bulk operation", TicketAnswer.class)
                    .taking(TicketRequest.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "tickets.mint"));
  }

  private CompletionStage<HttpReply> mint(RoutedRequest request) {
    return request
        .json(TicketRequest.class)
        .thenApply(wanted -> Replies.ok(mint(request, wanted)).with("Cache-Control", "no-store"));
  }

  private TicketAnswer mint(RoutedRequest request, TicketRequest wanted) {
    Operation operation = operation(wanted);
    String path = path(operation, wanted);
    Caller caller = Caller.of(request);
    HttpRequest http = request.http();
    TicketOrder order =
        new TicketOrder(
            wanted.daemon(), operation, wanted.instance(), path, PageOrigin.of(caller, http));
    MintedTicket minted =
        wanted.rights() == null
            ? tickets.mint(caller, order)
            : tickets.mint(caller, order, rights(operation, wanted.rights()));
    String target = target(operation, wanted, path);
    @Nullable URI direct =
        Ways.direct(nodes.get(wanted.daemon()), http)
            .map(address -> url(operation, address, target))
            .orElse(null);
    URI relay = url(operation, Ways.relay(wanted.daemon(), http, base), target);
    return new TicketAnswer(minted.token(), direct, relay, minted.expiresAt());
  }

  private Operation operation(TicketRequest wanted) {
    return table
        .find(wanted.operation())
        .filter(found -> found.kind() == Operation.Kind.BULK)
        .orElseThrow(
            () ->
                SignalboxException.invalid(
                    "operation",
                    "operation: " + wanted.operation() + " (expected: " + bulk() + ")"));
  }

  private String bulk() {
    return String.join(
        ", ",
        table.all().stream()
            .filter(found -> found.kind() == Operation.Kind.BULK)
            .map(Operation::id)
            .toList());
  }

  private static @Nullable String path(Operation operation, TicketRequest wanted) {
    if (!operation.bindsPath()) {
      if (wanted.path() != null) {
        throw SignalboxException.invalid(
            "path", "path: given (expected: none for " + operation.id() + ")");
      }
      return null;
    }
    if (wanted.path() == null) {
      throw SignalboxException.invalid(
          "path", "path: missing (expected: for " + operation.id() + ")");
    }
    return FilePath.parse(wanted.path()).toString();
  }

  private static Set<TicketRight> rights(Operation operation, List<String> names) {
    if (!operation.id().equals(DaemonOperations.CONSOLE)) {
      throw SignalboxException.invalid("rights", "rights: given (expected: for a console only)");
    }
    Set<TicketRight> rights = EnumSet.of(TicketRight.VIEW);
    for (String name : names) {
      if (name.equals(TicketRight.INPUT.claim())) {
        rights.add(TicketRight.INPUT);
      } else if (!name.equals(TicketRight.VIEW.claim())) {
        throw SignalboxException.invalid("rights", "rights: " + name + " (expected: view, input)");
      }
    }
    return rights;
  }

  private static String target(Operation operation, TicketRequest wanted, @Nullable String path) {
    String target =
        "/v1"
            + operation.routes().get(0).template().replace("{instance}", wanted.instance().value());
    return path == null ? target : target + "?path=" + encoded(path);
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static URI url(Operation operation, URI address, String target) {
    String url = address + target;
    return URI.create(
        operation.payload().shape() == Shape.WEB_SOCKET ? url.replaceFirst("^http", "ws") : url);
  }
}
