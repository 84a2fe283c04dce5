package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.routing.SerialExecutor;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.node.NodeLinks;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network links that are up. What comes and goes is told to the rest of the panel in order, and
 * not on the thread of the session, which has to go on hearing answers meanwhile.
 */
final class UpLinks {
  private static final Logger log = LoggerFactory.getLogger(UpLinks.class);
  private static final int MOST_STREAMS = 256;

  private final NodeLinks nodes;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final Map<LinkSession, NetworkLink> links = new ConcurrentHashMap<>();
  private final Map<DaemonId, NetworkLink> newest = new ConcurrentHashMap<>();

  @Inject
  UpLinks(NodeLinks nodes, Workers workers, ScheduledExecutorService timer) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  void up(LinkSession session, LinkOrigin origin) {
    NetworkLink link =
        new NetworkLink(session, origin, new SerialExecutor(workers), MOST_STREAMS, workers, timer);
    links.put(session, link);
    link.inOrder(() -> attach(link));
  }

  void down(LinkSession session, LinkEnd end, LinkOrigin origin) {
    NetworkLink link = links.remove(session);
    if (link != null) {
      link.close();
      link.inOrder(
          () -> {
            newest.remove(link.hello().daemon(), link);
            nodes.down(link, reason(link, end));
          });
    }
    origin.over(end);
  }

  /** Remembers what the daemon of a session serves from now on. */
  void certificate(LinkSession session, X509Certificate issued) {
    NetworkLink link = links.get(session);
    if (link != null) {
      link.certificate(issued);
    }
  }

  private void attach(NetworkLink link) {
    DaemonId daemon = link.hello().daemon();
    try {
      NetworkLink before = newest.put(daemon, link);
      if (before != null) {
        replace(before, link);
      }
      nodes.up(link);
      if (!links.containsValue(link)) {
        nodes.down(link, "its link went down at once");
      }
    } catch (SignalboxException e) {
      log.warn("link refused daemon={} address={}", daemon, link.address(), e);
      link.end(LinkEnd.REFUSED, e.code().id() + ": " + e.getMessage());
    }
  }

  /** The same run that dials again has lost its connection; another run is another program. */
  private void replace(NetworkLink before, NetworkLink now) {
    if (!Objects.equals(before.hello().boot(), now.hello().boot())) {
      nodes.replaced(now.hello().daemon(), before.address(), now.address());
    }
    before.end(LinkEnd.REPLACED, "another link with the same identity came up");
  }

  private static String reason(NetworkLink link, LinkEnd end) {
    String from = " (it was linked from " + link.address() + ")";
    return switch (end.code()) {
      case LinkEnd.GONE -> "the daemon has stopped" + from;
      case LinkEnd.REPLACED -> "another link with its identity came up" + from;
      case LinkEnd.BROKEN -> "the connection broke" + from;
      default -> (end.reason().isEmpty() ? "the link ended, " + end.code() : end.reason()) + from;
    };
  }
}
