package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.Link;
import java.net.URI;
import java.util.List;

/** Knows the daemons. Safe for any thread; reads and writes the database, so it may block. */
public interface NodeService {
  /**
   * Makes a code by which one daemon joins, once.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code request.invalid}
   */
  JoinCode joinCode(NewJoinCode wanted);

  /** Makes a code that is good for 15 minutes. */
  default JoinCode joinCode(String name) {
    return joinCode(NewJoinCode.of(name));
  }

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
   * Says where browsers may be sent to reach a daemon directly. It gets a certificate for these
   * addresses by itself.
   *
   * @param addresses at most 16, {@code https://host[:port][/path]}; none where all traffic shall
   *     be relayed
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}; {@code
   *     request.invalid}; {@code authority.name-taken} and {@code authority.name-not-permitted}
   *     where it cannot have a certificate for them
   */
  Node accept(DaemonId id, List<URI> addresses);

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
