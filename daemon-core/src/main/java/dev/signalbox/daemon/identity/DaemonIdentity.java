package dev.signalbox.daemon.identity;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.transport.TlsMaterial;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The daemon's keys, and the panel that it has joined; all of it in {@code secrets} below the data
 * directory. Safe for use by many threads; calls that change something block on the disk.
 *
 * <p>{@code start} makes the keys where they are missing, and refuses with {@code secrets.exposed}
 * where others can read them. The keys are PKCS#8 in PEM and never leave the daemon.
 */
public interface DaemonIdentity extends Managed {
  /** Returns an identity that touches nothing before it is started. */
  static DaemonIdentity create(Path dataDirectory) {
    return new FileDaemonIdentity(dataDirectory);
  }

  /** Returns the random id of this run; another at every start. */
  BootId boot();

  /** Returns the Ed25519 key that the panel knows this daemon by. */
  PublicKey identityKey();

  /** Signs with the key that belongs to {@link #identityKey}. */
  byte[] sign(byte[] message);

  /**
   * Returns a PKCS#10 request for the daemon's TLS key in DER, signed by it and naming nothing: the
   * panel decides what the certificate is for.
   */
  byte[] certificateRequest();

  /** Returns the key that {@link #certificateRequest} is for. */
  PublicKey tlsKey();

  /**
   * Returns that key with a certificate of a day that it signed itself, for whoever pins the key.
   */
  TlsMaterial selfSigned(Instant now);

  /** Returns the panel that was joined, if one was. */
  Optional<JoinedPanel> joined();

  /** Returns the daemon's TLS key and certificate, once the panel has issued one. */
  Optional<TlsMaterial> tls();

  /**
   * Remembers a panel's answer, in place of what the same panel answered before; it is on the disk
   * when this returns.
   *
   * @param way how the link comes about from now on
   * @throws dev.signalbox.api.error.SignalboxException {@code join.other-panel} where this daemon
   *     has joined another panel; {@code identity.bad-answer} where a certificate is not for this
   *     daemon's key or not by that authority, or a ticket key is not what its id says; {@code
   *     secrets.unusable}
   */
  JoinedPanel join(JoinAnswer answer, PanelWay way);

  /**
   * Replaces the daemon's certificate; it is on the disk when this returns.
   *
   * @param chain the daemon's certificate first, the root left out
   * @return what to serve from now on
   * @throws dev.signalbox.api.error.SignalboxException as {@link #join}
   * @throws IllegalStateException before a panel was joined
   */
  TlsMaterial renew(List<X509Certificate> chain);

  /** Forgets the panel that was joined; the keys stay. */
  void forget();
}
