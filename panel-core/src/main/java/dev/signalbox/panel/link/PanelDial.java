package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.control.Redial;
import dev.signalbox.api.link.dial.DialException;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.stream.StreamSockets;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeLinks;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials one daemon, again and again, and opens its streams. */
final class PanelDial implements LinkOrigin {
  private static final Logger log = LoggerFactory.getLogger(PanelDial.class);

  private final NodeLinks.Dialled target;
  private final WebSocketDialer dialer;
  private final NodeLinks nodes;
  private final LinkSessions sessions;
  private final Redial redial;
  private volatile boolean stopped;

  PanelDial(
      NodeLinks.Dialled target,
      WebSocketDialer dialer,
      NodeLinks nodes,
      LinkSessions sessions,
      Executor workers,
      ScheduledExecutorService timer) {
    this.target = requireNonNull(target, "target");
    this.dialer = requireNonNull(dialer, "dialer");
    this.nodes = requireNonNull(nodes, "nodes");
    this.sessions = requireNonNull(sessions, "sessions");
    this.redial = new Redial(this::dial, workers, timer);
  }

  void start() {
    redial.start();
  }

  void stop() {
    stopped = true;
    redial.stop();
    dialer.close();
  }

  @Override
  public String address() {
    return target.address().getAuthority();
  }

  @Override
  public DaemonId expected(DaemonId said) {
    if (!said.equals(target.daemon())) {
      throw new SignalboxException(
          JoinError.UNKNOWN_DAEMON,
          "another daemon than " + target.name() + " answers at " + target.address());
    }
    return said;
  }

  @Override
  public CompletionStage<?> open(NetworkLink link, int count) {
    return link.call("streams.admit", Map.of("count", count))
        .thenAccept(answer -> dialAll(link, answer));
  }

  @Override
  public void over(LinkEnd end) {
    if (end.code() == LinkEnd.FORGOTTEN) {
      stop();
    }
    if (!stopped) {
      if (end.wasUp()) {
        redial.succeeded();
      } else {
        tell(
            end.code() == LinkEnd.REFUSED ? Node.Status.REFUSED : Node.Status.CONNECTING,
            end.reason().isEmpty() ? "the connection broke" : end.reason());
      }
      redial.again(end);
    }
  }

  private void dial() {
    if (stopped
        || nodes.dialled().stream().noneMatch(each -> each.daemon().equals(target.daemon()))) {
      return;
    }
    dialer
        .dial(
            socket("/link/v1"),
            LinkSession.PROTOCOL,
            HttpHeaders.empty(),
            LinkSession.LIMITS,
            sessions.make(this))
        .whenComplete(
            (session, failure) -> {
              if (failure != null && !stopped) {
                tell(Node.Status.CONNECTING, DialException.words(failure));
                redial.again(null);
              }
            });
  }

  private void tell(Node.Status status, String why) {
    log.debug("daemon not reached id={} address={} reason={}", target.daemon(), address(), why);
    nodes.failing(target.daemon(), status, "this panel dials " + address() + ": " + why);
  }

  private void dialAll(NetworkLink link, JsonElement answer) {
    for (JsonElement token : answer.getAsJsonObject().getAsJsonArray("tokens")) {
      CompletableFuture<?> dialled =
          dialer
              .dial(
                  socket("/link/v1/stream"),
                  StreamSockets.SUBPROTOCOL,
                  HttpHeaders.of("Authorization", "Bearer " + token.getAsString()),
                  StreamSockets.LIMITS,
                  link.stream())
              .toCompletableFuture();
      dialled.exceptionally(
          failure -> {
            log.debug("stream not opened daemon={}", target.daemon(), failure);
            return null;
          });
    }
  }

  private URI socket(String path) {
    return URI.create(target.address().toString().replaceFirst("^http", "ws") + path);
  }
}
