package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import dev.signalbox.panel.node.NewJoinCode;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeLinks;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How daemons elsewhere come to be the panel's: codes, joining by one, and pairing. */
public final class JoinRoutes {
  private final NodeService nodes;
  private final NodeLinks links;
  private final Pairing pairing;
  private final JoinCommand command;
  private final LinkConfig config;

  /** What asks for a code. */
  private record CodeRequest(
      String name, @Nullable Duration expiresIn, @Nullable List<URI> addresses) {}

  /** A code, and what to type where the daemon is. */
  record CodeAnswer(String code, String command, Instant expiresAt) {}

  /** What asks for a pairing. */
  private record PairRequest(String name, URI address, String pairingCode) {}

  @Inject
  JoinRoutes(
      NodeService nodes, NodeLinks links, Pairing pairing, JoinCommand command, LinkConfig config) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.links = requireNonNull(links, "links");
    this.pairing = requireNonNull(pairing, "pairing");
    this.command = requireNonNull(command, "command");
    this.config = requireNonNull(config, "config");
  }

  /** Returns the routes for operators, relative to the API's base. */
  public List<Route> apiRoutes() {
    RouteAccess manage = RouteAccess.panel(PanelPermission.DAEMONS_MANAGE);
    return List.of(
        Route.of("POST", "/daemons/join-codes", this::code)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Makes a code by which one daemon joins", CodeAnswer.class)
                    .taking(CodeRequest.class)
                    .status(201))
            .with(AuditNote.ACTION, "daemons.join-code")
            .with(RouteAccess.KEY, manage),
        Route.of("POST", "/daemons", this::pair)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Dials a daemon that waits to be paired", Node.class)
                    .taking(PairRequest.class)
                    .status(201))
            .with(AuditNote.ACTION, "daemons.pair")
            .with(RouteAccess.KEY, manage));
  }

  /** Returns the route for daemons, with its whole path. */
  public List<Route> routes() {
    return List.of(
        Route.of("POST", "/link/v1/join", this::join)
            .with(AuditNote.ACTION, "daemons.join")
            .with(RouteAccess.KEY, RouteAccess.open()));
  }

  private CompletionStage<HttpReply> code(RoutedRequest request) {
    return request.json(CodeRequest.class).thenApply(wanted -> code(request, wanted));
  }

  private HttpReply code(RoutedRequest request, CodeRequest wanted) {
    JoinCode made =
        nodes.joinCode(
            new NewJoinCode(
                wanted.name(),
                wanted.expiresIn() == null ? NewJoinCode.LIFE : wanted.expiresIn(),
                wanted.addresses() == null ? List.of() : wanted.addresses(),
                config.trust()));
    AuditNote.of(request).put("name", wanted.name());
    String code = made.toString();
    return Replies.json(
            201, new CodeAnswer(code, command.of(request.http(), code), made.expiresAt()))
        .with("Cache-Control", "no-store");
  }

  private CompletionStage<HttpReply> pair(RoutedRequest request) {
    return request
        .json(PairRequest.class)
        .thenCompose(
            wanted -> {
              AuditNote.of(request).put("name", wanted.name());
              AuditNote.of(request).put("address", wanted.address().toString());
              return pairing.pair(wanted.name(), wanted.address(), wanted.pairingCode());
            })
        .thenApply(node -> Replies.created("/api/v1/daemons/" + node.id(), node));
  }

  private CompletionStage<HttpReply> join(RoutedRequest request) {
    AuditNote.of(request).actor(null, "daemon");
    return request.json(JoinMessages.Sealed.class).thenApply(said -> join(request, said));
  }

  private HttpReply join(RoutedRequest request, JoinMessages.Sealed said) {
    JoinSecret secret = links.pendingCode(said.code());
    JoinMessages.Asked asked = JoinMessages.asked(secret, said);
    JoinAnswer answer = links.join(secret, asked);
    AuditNote.of(request).put("daemon", answer.daemon().value());
    return Replies.ok(JoinMessages.answer(secret, said, answer)).with("Cache-Control", "no-store");
  }
}
