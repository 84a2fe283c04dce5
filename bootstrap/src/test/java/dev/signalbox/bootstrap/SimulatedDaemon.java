package dev.signalbox.bootstrap;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.control.ControlMethod;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.control.LinkParty;
import dev.signalbox.api.link.control.LinkRole;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.control.Redial;
import dev.signalbox.api.link.feed.EventFeed;
import dev.signalbox.api.link.stream.StreamServer;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The link of a daemon that runs nothing: it dials, proves who it is, and tells of no instance on
 * its streams.
 */
final class SimulatedDaemon implements LinkParty {
  private static final Peer PANEL =
      new Peer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          true);

  private final DaemonIdentity identity;
  private final JoinedPanel panel;
  private final SimulatedDaemons all;
  private final Redial redial;
  private final Set<WebSocketSession> streams = ConcurrentHashMap.newKeySet();

  SimulatedDaemon(DaemonIdentity identity, JoinedPanel panel, SimulatedDaemons all) {
    this.identity = identity;
    this.panel = panel;
    this.all = all;
    this.redial = new Redial(this::dial, all.workers(), all.timer());
  }

  void start() {
    redial.start();
  }

  void stop() {
    redial.stop();
  }

  @Override
  public LinkRole role() {
    return LinkRole.DAEMON;
  }

  @Override
  public LinkHello hello() {
    return new LinkHello(
        LinkRole.DAEMON,
        panel.daemon().value(),
        LinkHello.newNonce(),
        List.of(1),
        Instant.now(),
        identity.boot().value(),
        "simulated",
        List.of(),
        null);
  }

  @Override
  public byte[] sign(byte[] message) {
    return identity.sign(message);
  }

  @Override
  public PublicKey keyOf(LinkHello other) {
    PublicKey key = panel.panelKey();
    if (key == null) {
      throw new AssertionError("joined without the panel's key");
    }
    return key;
  }

  @Override
  public Map<String, ControlMethod> methods(LinkSession session) {
    return Map.of(
        "revoke", parameters -> done(),
        "events.ack", parameters -> done(),
        "certificate.due", parameters -> done(),
        "streams.open",
            parameters -> {
              parameters.getAsJsonArray("tokens").forEach(token -> open(token.getAsString()));
              return done();
            });
  }

  @Override
  public void up(LinkSession session) {
    redial.succeeded();
  }

  @Override
  public void down(LinkSession session, LinkEnd end) {
    streams.forEach(WebSocketSession::abort);
    streams.clear();
    redial.again(end);
  }

  private void dial() {
    all.dialer()
        .dial(
            socket("/link/v1"),
            LinkSession.PROTOCOL,
            HttpHeaders.empty(),
            LinkSession.LIMITS,
            new LinkSession(this, all.timer(), InstantSource.system()))
        .whenComplete(
            (session, failure) -> {
              if (failure != null) {
                redial.again(null);
              }
            });
  }

  private void open(String token) {
    all.dialer()
        .dial(
            socket("/link/v1/stream"),
            StreamSockets.SUBPROTOCOL,
            HttpHeaders.of("Authorization", "Bearer " + token),
            StreamSockets.LIMITS,
            new StreamServer(this::serve, PANEL, all.workers()))
        .whenComplete(
            (socket, failure) -> {
              if (failure == null) {
                streams.add(socket);
              }
            });
  }

  private CompletionStage<HttpReply> serve(HttpRequest request) {
    return request.path().equals(EventFeed.PATH)
        ? new HttpResponse(
                200,
                HttpHeaders.of("Content-Type", EventFeed.CONTENT_TYPE),
                new EventFeed(this::follow).body())
            .asStage()
        : HttpResponse.of(404).asStage();
  }

  private EventSubscription follow(DaemonEventSink sink) {
    sink.caughtUp(new EventPosition(identity.boot(), 0), List.of());
    return new EventSubscription() {
      @Override
      public void acknowledge(EventPosition position) {}

      @Override
      public void close() {}
    };
  }

  private URI socket(String path) {
    return URI.create(panel.way().url().toString().replaceFirst("^http", "ws") + path);
  }

  private static CompletionStage<@Nullable Object> done() {
    return CompletableFuture.completedStage(null);
  }
}
