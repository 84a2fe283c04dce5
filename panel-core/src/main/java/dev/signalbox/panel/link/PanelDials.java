package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.node.NodeLinks;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** Dials the daemons that wait for this panel, for as long as they are its. */
final class PanelDials implements Managed {
  private final NodeLinks nodes;
  private final LinkSessions sessions;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final Map<DaemonId, PanelDial> dials = new ConcurrentHashMap<>();

  @Inject
  PanelDials(
      NodeLinks nodes, LinkSessions sessions, Workers workers, ScheduledExecutorService timer) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.sessions = requireNonNull(sessions, "sessions");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  @Override
  public void start() {
    nodes.dialled().forEach(this::add);
  }

  @Override
  public void stop() {
    dials.values().forEach(PanelDial::stop);
    dials.clear();
  }

  /** Dials a daemon from now on. */
  void add(NodeLinks.Dialled daemon) {
    PanelDial dial =
        new PanelDial(
            daemon,
            new WebSocketDialer(TlsTrust.KEY.context(daemon.key()), workers),
            nodes,
            sessions,
            workers,
            timer);
    PanelDial before = dials.put(daemon.daemon(), dial);
    if (before != null) {
      before.stop();
    }
    dial.start();
  }
}
