package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.node.NodeLinks;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Dials the daemons that wait for this panel, for as long as they are its. */
final class PanelDials implements Managed {
  private final NodeLinks nodes;
  private final LinkSessions sessions;
  private final Authority authority;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final Map<DaemonId, PanelDial> dials = new ConcurrentHashMap<>();
  private volatile @Nullable WebSocketDialer dialer;

  @Inject
  PanelDials(
      NodeLinks nodes,
      LinkSessions sessions,
      Authority authority,
      Workers workers,
      ScheduledExecutorService timer) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.sessions = requireNonNull(sessions, "sessions");
    this.authority = requireNonNull(authority, "authority");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  @Override
  public void start() {
    dialer = new WebSocketDialer(TlsTrust.WEB.context(authority.fingerprint()), workers);
    nodes.dialled().forEach(this::add);
  }

  @Override
  public void stop() {
    dials.values().forEach(PanelDial::stop);
    dials.clear();
    WebSocketDialer used = dialer;
    if (used != null) {
      used.close();
    }
  }

  /** Dials a daemon from now on. */
  void add(NodeLinks.Dialled daemon) {
    PanelDial dial = new PanelDial(daemon, requireNonNull(dialer), nodes, sessions, workers, timer);
    PanelDial before = dials.put(daemon.daemon(), dial);
    if (before != null) {
      before.stop();
    }
    dial.start();
  }
}
