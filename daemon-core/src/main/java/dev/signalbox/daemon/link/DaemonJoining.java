package dev.signalbox.daemon.link;

import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Joins and leaves panels for a daemon that does not run. One thread at a time; every call may
 * block.
 */
public interface DaemonJoining {
  /**
   * Returns one for an identity that has been started.
   *
   * @param version what is told of this daemon
   */
  static DaemonJoining of(DaemonIdentity identity, String version) {
    return new OfflineJoining(identity, version);
  }

  /**
   * Joins a panel by its code.
   *
   * @param panel its address, https
   * @param addresses where browsers would reach this daemon; an operator decides
   * @throws dev.signalbox.api.error.SignalboxException {@code join.bad-code}, {@code
   *     join.unreachable}, {@code join.other-panel}
   */
  JoinedPanel join(URI panel, String code, List<URI> addresses);

  /**
   * Listens for a panel that pairs with this daemon, and for nothing else.
   *
   * @param patience how long the code is good
   * @throws dev.signalbox.api.error.SignalboxException {@code join.other-panel} where one was
   *     joined before
   */
  PairingOffer offer(
      HttpTransport transport, String bind, int port, List<URI> addresses, Duration patience);

  /**
   * Has the panel forget this daemon, then forgets the panel.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.not-joined}; {@code
   *     join.unreachable}, and nothing is forgotten
   */
  void leave();

  /** A daemon that waits for a panel. */
  interface PairingOffer extends AutoCloseable {
    /** Returns what to type in the panel. */
    String code();

    /** Returns the port that it listens on. */
    int port();

    /**
     * Waits until a panel has paired.
     *
     * @throws dev.signalbox.api.error.SignalboxException {@code join.unreachable} where none did in
     *     time
     */
    JoinedPanel await();

    /** Listens no more. */
    @Override
    void close();
  }
}
