package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.control.StreamTokens;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.stream.StreamServer;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.api.routing.Workers;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets on which the panel's exchanges are served; they end with their link. */
final class LinkStreams {
  private static final Logger log = LoggerFactory.getLogger(LinkStreams.class);
  private static final int MOST_AT_ONCE = 256;
  private static final Peer PANEL =
      new Peer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          true);

  private final LinkService service;
  private final Workers workers;
  private final StreamTokens<LinkSession> tokens;
  private final Map<LinkSession, Set<WebSocketSession>> dialled = new ConcurrentHashMap<>();
  private volatile @Nullable Dialling dialling;

  /** How streams are dialled, where this daemon dials. */
  private record Dialling(WebSocketDialer dialer, URI target) {}

  @Inject
  LinkStreams(LinkService service, Workers workers, InstantSource clock) {
    this.service = requireNonNull(service, "service");
    this.workers = requireNonNull(workers, "workers");
    this.tokens = new StreamTokens<>(clock);
  }

  /** Has streams dialled from now on. */
  void dialBy(WebSocketDialer dialer, URI target) {
    dialling = new Dialling(dialer, target);
  }

  /** Dials a stream for each token. */
  void open(LinkSession link, List<String> given) {
    Dialling way = dialling;
    if (way == null) {
      return;
    }
    Set<WebSocketSession> ours = socketsOf(link);
    given.stream()
        .limit(MOST_AT_ONCE)
        .forEach(
            token ->
                way.dialer()
                    .dial(
                        way.target(),
                        StreamSockets.SUBPROTOCOL,
                        HttpHeaders.of("Authorization", "Bearer " + token),
                        StreamSockets.LIMITS,
                        new OwnedStream(server(), ours))
                    .whenComplete((socket, failure) -> opened(link, socket, failure)));
  }

  /** Makes tokens for streams that the panel dials. */
  List<String> admit(LinkSession link, int count) {
    return tokens.issue(link, Math.max(0, Math.min(count, MOST_AT_ONCE)));
  }

  /**
   * Uses a token up; returns the listener of its socket.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code link.bad-token}
   */
  WebSocketListener accept(HttpHeaders shown) {
    return new OwnedStream(server(), socketsOf(tokens.take(shown)));
  }

  /** Ends the streams of a link that is over. */
  void end(LinkSession link) {
    tokens.forget(link);
    Set<WebSocketSession> ours = dialled.remove(link);
    if (ours != null) {
      ours.forEach(WebSocketSession::abort);
    }
  }

  private void opened(
      LinkSession link, @Nullable WebSocketSession socket, @Nullable Throwable failure) {
    if (failure != null) {
      log.debug("stream not opened", failure);
    } else if (socket != null && !dialled.containsKey(link)) {
      socket.abort();
    }
  }

  private Set<WebSocketSession> socketsOf(LinkSession link) {
    return dialled.computeIfAbsent(link, each -> ConcurrentHashMap.newKeySet());
  }

  private StreamServer server() {
    return new StreamServer(service, PANEL, workers);
  }
}
