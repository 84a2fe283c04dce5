package dev.signalbox.api.link;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.id.UserId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A standing way from the panel to one daemon. Each exchange is an HTTP request below the daemon's
 * base {@code /v1} and carries a ticket like any other.
 */
public interface Link extends HttpHandler {
  /** Returns what the daemon said of itself when the link came up. */
  DaemonHello hello();

  /**
   * Ends what a person has open at the daemon: consoles, transfers, and every leave to resume them.
   *
   * @return completes when it is done
   */
  CompletionStage<Void> revoke(UserId person);

  /**
   * Follows what happens at the daemon: first the events behind a position that the daemon still
   * has, then {@link DaemonEventSink#caughtUp} once, then each event as it happens. Returns at
   * once; the first call may come before.
   *
   * @param after the last event that is taken care of; a position of another boot counts as far as
   *     the daemon has kept events of that one; with null, or one that the daemon does not know,
   *     everything that it has kept is told
   */
  EventSubscription events(@Nullable EventPosition after, DaemonEventSink sink);

  /** Returns how long a message takes to the daemon and back, as last measured. */
  Duration roundTrip();

  /** Returns the certificate that the daemon serves; empty where it serves without one. */
  Optional<X509Certificate> certificate();

  /** Returns what to add to the panel's clock to have the daemon's, as last measured. */
  Duration clockSkew();

  /** Says whether the daemon runs in the panel's own program. */
  boolean isLocal();

  /** Asks the daemon to get another certificate, because its addresses have changed. */
  void renewCertificate();

  /** Takes the link down for good: the daemon is no longer the panel's. */
  void forget();
}
