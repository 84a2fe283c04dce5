package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.link.DaemonJoining;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose a daemon's data directory is: joins a panel elsewhere, and leaves it. The daemon must not
 * run meanwhile; every call blocks, and throws {@code data.directory-in-use} where it does.
 */
public final class Membership {
  private Membership() {}

  /**
   * A panel that was joined.
   *
   * @param daemon the id that the panel gave this daemon
   * @param name what it is called there
   * @param fingerprint the SHA-256 of the authority's public key in hex
   * @param panel where this daemon dials the panel; null where it does not
   */
  public record Joined(String daemon, String name, String fingerprint, @Nullable URI panel) {
    public Joined {
      requireNonNull(daemon, "daemon");
      requireNonNull(name, "name");
      requireNonNull(fingerprint, "fingerprint");
    }

    static Joined of(JoinedPanel panel) {
      return new Joined(
          panel.daemon().value(), panel.name(), panel.fingerprint(), panel.way().url());
    }
  }

  /** A daemon that waits for a panel to pair with it. */
  public interface PairingWait extends AutoCloseable {
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
    Joined await();

    /** Listens no more, and lets go of the directory. */
    @Override
    void close();
  }

  /** Returns the panel that was joined, if one was. */
  public static Optional<Joined> of(Path dataDirectory) {
    return with(dataDirectory, identity -> identity.joined().map(Joined::of));
  }

  /**
   * Joins a panel by a code.
   *
   * @param panel its address, {@code https://host:port}
   * @param addresses where browsers would reach the daemon, {@code https://host:port}; used once an
   *     operator has accepted them
   * @throws dev.signalbox.api.error.SignalboxException {@code join.bad-code}, {@code
   *     join.unreachable}, {@code join.other-panel}
   */
  public static Joined join(Path dataDirectory, URI panel, String code, List<String> addresses) {
    List<URI> proposed = addresses.stream().map(DaemonAddress::parse).toList();
    return with(
        dataDirectory, identity -> Joined.of(joining(identity).join(panel, code, proposed)));
  }

  /**
   * Listens for a panel to pair with, and for nothing else.
   *
   * @param port 0 for a free one
   * @param addresses where browsers would reach the daemon
   * @param patience how long the code is good
   */
  public static PairingWait pair(
      Path dataDirectory,
      HttpTransport transport,
      String bind,
      int port,
      List<String> addresses,
      Duration patience) {
    List<URI> proposed = addresses.stream().map(DaemonAddress::parse).toList();
    DirectoryLock lock = lock(dataDirectory);
    DaemonIdentity identity = DaemonIdentity.create(dataDirectory);
    try {
      identity.start();
      DaemonJoining.PairingOffer offer =
          joining(identity).offer(transport, bind, port, proposed, patience);
      return new LockedWait(offer, identity, lock);
    } catch (RuntimeException e) {
      lock.stop();
      throw e;
    }
  }

  /**
   * Has the panel forget the daemon, then forgets the panel. What the daemon runs is left alone.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.not-joined}; {@code
   *     join.unreachable}, and nothing is forgotten
   */
  public static void leave(Path dataDirectory) {
    with(
        dataDirectory,
        identity -> {
          joining(identity).leave();
          return true;
        });
  }

  /** Forgets the panel without asking it. */
  public static void forget(Path dataDirectory) {
    with(
        dataDirectory,
        identity -> {
          identity.forget();
          return true;
        });
  }

  private static <T> T with(Path dataDirectory, Function<DaemonIdentity, T> action) {
    DirectoryLock lock = lock(dataDirectory);
    try {
      DaemonIdentity identity = DaemonIdentity.create(dataDirectory);
      identity.start();
      try {
        return action.apply(identity);
      } finally {
        identity.stop();
      }
    } finally {
      lock.stop();
    }
  }

  private static DirectoryLock lock(Path dataDirectory) {
    DirectoryLock lock = new DirectoryLock(dataDirectory, "daemon.lock");
    lock.start();
    return lock;
  }

  private static DaemonJoining joining(DaemonIdentity identity) {
    return DaemonJoining.of(identity, Versions.own());
  }

  /** Holds the directory for as long as it waits. */
  private record LockedWait(
      DaemonJoining.PairingOffer offer, DaemonIdentity identity, DirectoryLock lock)
      implements PairingWait {
    @Override
    public String code() {
      return offer.code();
    }

    @Override
    public int port() {
      return offer.port();
    }

    @Override
    public Joined await() {
      return Joined.of(offer.await());
    }

    @Override
    public void close() {
      offer.close();
      identity.stop();
      lock.stop();
    }
  }
}
