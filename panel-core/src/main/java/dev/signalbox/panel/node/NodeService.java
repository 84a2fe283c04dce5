package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.Link;
import java.util.List;

/** Knows the daemons. Safe for any thread; reads and writes the database, so it may block. */
public interface NodeService {
  /**
   * Makes a code by which one daemon of that name joins, within 15 minutes and once.
   *
   * @param name 1 to 100 characters; where a daemon of that name is there already, a number is
   *     added when it joins
   */
  JoinCode joinCode(String name);

  /** Returns every daemon, by name. */
  List<Node> list();

  /**
   * Returns one daemon.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}
   */
  Node get(DaemonId id);

  /**
   * Gives a daemon another name.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}; {@code
   *     daemon.name-taken}
   */
  Node rename(DaemonId id, String name);

  /**
   * Forgets a daemon and takes its link down. What it runs goes on running.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}
   */
  void remove(DaemonId id);

  /**
   * Returns the link to a daemon.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}; {@code
   *     daemon.offline} with the reason
   */
  Link link(DaemonId id);
}
