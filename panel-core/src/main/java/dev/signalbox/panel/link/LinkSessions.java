package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.node.NodeLinks;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.node.PanelIdentity;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Makes the panel's ends of links. */
final class LinkSessions {
  private final LinkConfig config;
  private final Authority authority;
  private final PanelIdentity identity;
  private final NodeLinks nodes;
  private final NodeService service;
  private final UpLinks links;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;

  @Inject
  LinkSessions(
      LinkConfig config,
      Authority authority,
      PanelIdentity identity,
      NodeLinks nodes,
      NodeService service,
      UpLinks links,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.config = requireNonNull(config, "config");
    this.authority = requireNonNull(authority, "authority");
    this.identity = requireNonNull(identity, "identity");
    this.nodes = requireNonNull(nodes, "nodes");
    this.service = requireNonNull(service, "service");
    this.links = requireNonNull(links, "links");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
  }

  LinkSession make(LinkOrigin origin) {
    return new LinkSession(
        new PanelParty(config, authority, identity, nodes, service, clock, links, origin),
        timer,
        clock);
  }
}
