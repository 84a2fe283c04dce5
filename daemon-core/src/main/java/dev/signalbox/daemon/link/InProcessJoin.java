package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import dev.signalbox.daemon.server.CertificateSource;
import dev.signalbox.daemon.server.Joining;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the panel of a live code; a daemon that the panel knows already leaves the code unused and
 * void.
 */
final class InProcessJoin implements Joining, CertificateSource {
  private static final Logger log = LoggerFactory.getLogger(InProcessJoin.class);

  private final JoinCode code;
  private final DaemonIdentity identity;

  InProcessJoin(JoinCode code, DaemonIdentity identity) {
    this.code = requireNonNull(code, "code");
    this.identity = requireNonNull(identity, "identity");
  }

  @Override
  public void start() {
    PanelSide panel = code.panel();
    Optional<JoinedPanel> joined = identity.joined();
    if (joined.isPresent() && !joined.get().fingerprint().equals(panel.fingerprint())) {
      throw new SignalboxException(
          JoinError.OTHER_PANEL,
          "this daemon has joined another panel, of fingerprint "
              + joined.get().fingerprint()
              + "; use another data directory for this one");
    }
    byte[] key = identity.identityKey().getEncoded();
    if (joined.isPresent() && panel.knows(joined.get().daemon(), key)) {
      panel.voidCode(code.toString());
      return;
    }
    JoinedPanel answer =
        identity.join(
            panel.join(code.toString(), new JoinRequest(key, identity.certificateRequest())),
            PanelWay.inProcess());
    log.info("joined panel daemon={} fingerprint={}", answer.daemon(), panel.fingerprint());
  }

  @Override
  public CompletionStage<List<X509Certificate>> renew(byte[] certificateRequest) {
    return CompletableFuture.completedStage(
        code.panel()
            .renew(
                identity.joined().orElseThrow().daemon(),
                identity.identityKey().getEncoded(),
                certificateRequest));
  }

  /** What was joined stays joined. */
  @Override
  public void stop() {}
}
