package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.control.StreamTokens;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.WebSocketOffer;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /link/v1}: where daemons dial; they prove who they are on the sockets themselves. */
public final class LinkRoutes {
  private final LinkSessions sessions;
  private final StreamTokens<NetworkLink> tokens;

  @Inject
  LinkRoutes(LinkSessions sessions, StreamTokens<NetworkLink> tokens) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.tokens = requireNonNull(tokens, "tokens");
  }

  /** Returns the routes, with their whole paths. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/link/v1", this::control).with(RouteAccess.KEY, RouteAccess.open()),
        Route.of("GET", "/link/v1/stream", this::stream).with(RouteAccess.KEY, RouteAccess.open()));
  }

  private CompletionStage<HttpReply> control(RoutedRequest request) {
    AuditNote.of(request).omit();
    WebSocketOffer offer = WebSocketOffer.of(request, LinkSession.PROTOCOL);
    String address = request.http().peer().remote().getAddress().getHostAddress();
    LinkSession session = sessions.make(new DialledByDaemon(address, tokens));
    return offer
        .accept(
            new WebSocketUpgrade(
                HttpHeaders.empty(), LinkSession.PROTOCOL, LinkSession.LIMITS, session))
        .asStage();
  }

  private CompletionStage<HttpReply> stream(RoutedRequest request) {
    AuditNote.of(request).omit();
    WebSocketOffer offer = WebSocketOffer.of(request, StreamSockets.SUBPROTOCOL);
    NetworkLink link = tokens.take(request.headers());
    return offer
        .accept(
            new WebSocketUpgrade(
                HttpHeaders.empty(),
                StreamSockets.SUBPROTOCOL,
                StreamSockets.LIMITS,
                link.stream()))
        .asStage();
  }
}
