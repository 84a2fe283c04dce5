package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does it over the identity alone. */
final class OfflineJoining implements DaemonJoining {
  private final DaemonIdentity identity;
  private final String version;

  OfflineJoining(DaemonIdentity identity, String version) {
    this.identity = requireNonNull(identity, "identity");
    this.version = requireNonNull(version, "version");
  }

  @Override
  public JoinedPanel join(URI panel, String code, List<URI> addresses) {
    if (!"https".equalsIgnoreCase(panel.getScheme()) || panel.getHost() == null) {
      throw SignalboxException.invalid(
          "panel", "panel: " + panel + " (expected: https://host:port)");
    }
    String wanted = JoinClient.secret(code).fingerprint();
    Optional<JoinedPanel> joined = identity.joined();
    if (joined.isPresent() && !joined.get().fingerprint().equals(wanted)) {
      throw otherPanel(joined.get());
    }
    return new JoinClient(identity, version).join(panel, code, addresses);
  }

  @Override
  public PairingOffer offer(
      HttpTransport transport, String bind, int port, List<URI> addresses, Duration patience) {
    identity
        .joined()
        .ifPresent(
            panel -> {
              throw otherPanel(panel);
            });
    return ListeningOffer.open(identity, version, transport, bind, port, addresses, patience);
  }

  @Override
  public void leave() {
    JoinedPanel panel =
        identity
            .joined()
            .orElseThrow(
                () ->
                    new SignalboxException(
                        JoinError.NOT_JOINED, "this daemon has joined no panel"));
    LeavingLink.tell(identity, panel, version);
    identity.forget();
  }

  private static SignalboxException otherPanel(JoinedPanel joined) {
    return new SignalboxException(
        JoinError.OTHER_PANEL,
        "this daemon has joined a panel, of fingerprint "
            + joined.fingerprint()
            + "; let it leave that one first, or use another data directory");
  }
}
