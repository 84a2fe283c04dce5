package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.Link;

/** Learns of links as they come and go; bound in a set. Of one daemon the calls come in order. */
public interface LinkListener {
  /** A link is up; any that was up before is down already. */
  void linkUp(Link link);

  /** The link to a daemon is down. */
  void linkDown(DaemonId daemon);

  /** A daemon is no longer the panel's. */
  void forgotten(DaemonId daemon);
}
