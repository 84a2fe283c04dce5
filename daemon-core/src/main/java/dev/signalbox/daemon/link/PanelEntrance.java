package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.SecurityHeaders;
import dev.signalbox.api.routing.WebSocketOffer;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.PanelWay;
import dev.signalbox.daemon.server.LinkEntrance;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/** Takes the link that the panel dials, where it is the panel that dials. */
final class PanelEntrance implements LinkEntrance {
  private final DaemonIdentity identity;
  private final DaemonParty party;
  private final LinkStreams streams;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;

  PanelEntrance(
      DaemonIdentity identity,
      DaemonParty party,
      LinkStreams streams,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.identity = requireNonNull(identity, "identity");
    this.party = requireNonNull(party, "party");
    this.streams = requireNonNull(streams, "streams");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Optional<HttpHandler> handler() {
    return identity
        .joined()
        .filter(panel -> panel.way().kind() == PanelWay.Kind.AWAIT)
        .map(
            panel ->
                Router.builder(workers)
                    .filter(new SecurityHeaders())
                    .routes(
                        List.of(
                            Route.of("GET", PREFIX + "v1", this::control),
                            Route.of("GET", PREFIX + "v1/stream", this::stream)))
                    .build());
  }

  private CompletionStage<HttpReply> control(RoutedRequest request) {
    LinkSession session = new LinkSession(party, timer, clock);
    return WebSocketOffer.of(request, LinkSession.PROTOCOL)
        .accept(
            new WebSocketUpgrade(
                HttpHeaders.empty(), LinkSession.PROTOCOL, LinkSession.LIMITS, session))
        .asStage();
  }

  private CompletionStage<HttpReply> stream(RoutedRequest request) {
    WebSocketOffer offer = WebSocketOffer.of(request, StreamSockets.SUBPROTOCOL);
    WebSocketListener listener = streams.accept(request.headers());
    return offer
        .accept(
            new WebSocketUpgrade(
                HttpHeaders.empty(), StreamSockets.SUBPROTOCOL, StreamSockets.LIMITS, listener))
        .asStage();
  }
}
