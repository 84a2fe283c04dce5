package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeError;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.ticket.MintedTicket;
import dev.signalbox.panel.ticket.PageOrigin;
import dev.signalbox.panel.ticket.TicketService;
import dev.signalbox.panel.ticket.Ways;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Sends a client to where the bytes are, with a ticket; from the head of the request alone. */
final class BulkRedirect {
  private final TicketService tickets;
  private final NodeService nodes;
  private final BasePath base;

  @Inject
  BulkRedirect(TicketService tickets, NodeService nodes, BasePath base) {
    this.tickets = requireNonNull(tickets, "tickets");
    this.nodes = requireNonNull(nodes, "nodes");
    this.base = requireNonNull(base, "base");
  }

  CompletionStage<HttpReply> answer(Operation operation, RoutedRequest request) {
    return redirect(operation, request).asStage();
  }

  private HttpReply redirect(Operation operation, RoutedRequest request) {
    Caller caller = Caller.of(request);
    HttpRequest http = request.http();
    MintedTicket ticket =
        tickets.mint(caller, OperationOrders.of(operation, request, PageOrigin.of(caller, http)));
    String query = remaining(http.query());
    String location =
        address(request)
            + OperationOrders.daemonPath(request)
            + "?"
            + (query.isEmpty() ? "" : query + "&")
            + "ticket="
            + ticket.token();
    return Replies.redirect(location)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
  }

  private URI address(RoutedRequest request) {
    DaemonId daemon = request.parameter("daemon", DaemonId::new);
    URI relay = Ways.relay(daemon, request.http(), base);
    Optional<String> forced = request.query("via");
    if (forced.isPresent() && forced.get().equals("relay")) {
      return relay;
    }
    Node node = nodes.get(daemon);
    Optional<URI> direct = Ways.direct(node, request.http());
    if (forced.isEmpty()) {
      return direct.orElse(relay);
    }
    if (!forced.get().equals("direct")) {
      throw SignalboxException.invalid(
          "via", "via: " + forced.get() + " (expected: direct or relay)");
    }
    return direct.orElseThrow(
        () -> new SignalboxException(NodeError.NOT_DIRECT, node.name() + " has no direct address"));
  }

  /** Leaves out what is meant for the panel, and a ticket that would stand beside the new one. */
  private static String remaining(String query) {
    return Arrays.stream(query.split("&"))
        .filter(part -> !part.isEmpty() && !part.matches("(via|ticket)(=.*)?"))
        .collect(Collectors.joining("&"));
  }
}
