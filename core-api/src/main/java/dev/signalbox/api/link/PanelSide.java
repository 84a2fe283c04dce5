package dev.signalbox.api.link;

import dev.signalbox.api.id.DaemonId;
import java.security.cert.X509Certificate;
import java.util.List;

/** The panel, as a daemon in the same JVM meets it. Safe for any thread. */
public interface PanelSide {
  /**
   * Returns the SHA-256 of the authority's public key in lower-case hex: what tells this panel from
   * every other.
   */
  String fingerprint();

  /**
   * Makes a daemon known to the panel; spends the code.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.bad-code} where the code is
   *     unknown, used or late
   */
  JoinAnswer join(String code, JoinRequest request);

  /** Says whether the panel knows the daemon by that identity key. */
  boolean knows(DaemonId daemon, byte[] identityKey);

  /**
   * Issues the daemon's certificate anew.
   *
   * @param certificateRequest a PKCS#10 request, DER encoded; only its key is used
   * @return the daemon's certificate first, the root left out
   * @throws dev.signalbox.api.error.SignalboxException {@code join.unknown-daemon}
   */
  List<X509Certificate> renew(DaemonId daemon, byte[] identityKey, byte[] certificateRequest);

  /** Makes a code useless, because the daemon that held it had joined before. */
  void voidCode(String code);

  /**
   * Brings a link up; a link with the same daemon's id that is up already is replaced.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.unknown-daemon} where the panel
   *     does not know the daemon, or knows it by another identity key
   */
  void attach(Link link, byte[] identityKey);

  /** Takes a link down; a link that was replaced meanwhile is left alone. */
  void detach(DaemonId daemon, Link link);
}
