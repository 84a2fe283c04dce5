package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the panel of a live code; a daemon that the panel knows already leaves the code unused and
 * void.
 */
final class PanelJoin implements Managed {
  private static final Logger log = LoggerFactory.getLogger(PanelJoin.class);

  private final JoinCode code;
  private final DaemonIdentity identity;

  PanelJoin(JoinCode code, DaemonIdentity identity) {
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
            panel.join(code.toString(), new JoinRequest(key, identity.certificateRequest())));
    log.info("joined panel daemon={} fingerprint={}", answer.daemon(), panel.fingerprint());
  }

  /** What was joined stays joined. */
  @Override
  public void stop() {}
}
