package dev.signalbox.panel.authority;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.vault.Vault;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedSet;

/**
 * The panel's certificate authority: its root, the panel's server certificate, and those of the
 * daemons. Safe for use by many threads; every call may block on the database.
 *
 * <p>The root may sign server names within critical name constraints only (RFC 5280, 4.2.1.10):
 * {@code localhost}, what ends in {@code .internal}, {@code .lan}, {@code .local} or {@code
 * .home.arpa}, IP addresses, and the panel's own hosts. Whoever trusts it does not trust it for the
 * rest of the web. It cannot sign another authority. (Browsers, OpenSSL and NSS hold a root to its
 * constraints; Java does not apply those of a trust anchor.)
 *
 * <p>A panel that starts with a host outside these constraints issues its root anew: the same name
 * and key, so that the fingerprint stays and everything that was issued is still good, with the
 * constraints widened by that host. It says so in the log, because browsers that trust the earlier
 * root refuse the new host until the new {@code ca.pem} is imported. Constraints are never
 * narrowed. In the same way the root is issued anew in its last year.
 *
 * <p>It starts after its vault, and then writes the root to {@code ca.pem} in the data directory,
 * readable by everybody.
 */
public interface Authority extends Managed {
  /** Returns an authority that touches nothing before it is started. */
  static Authority create(
      AuthorityConfig config, Vault vault, Database database, InstantSource clock) {
    return new VaultAuthority(config, vault, new NameRegistry(database), clock);
  }

  /**
   * Returns the SHA-256 of the root's public key (its SubjectPublicKeyInfo) in lower-case hex. It
   * never changes and is what people compare and joining pins.
   */
  String fingerprint();

  /** Returns the root. */
  X509Certificate root();

  /** Returns the root as {@code ca.pem} has it. */
  String rootPem();

  /** Returns the DNS names that the root may sign, together with every name below each. */
  SortedSet<String> permittedDnsNames();

  /**
   * Returns the panel's key and certificate, for exactly its hosts, good for 90 days; the same at
   * each call and each start until two thirds of its life are over or the hosts have changed, and
   * then a new one.
   *
   * <p>The root comes last in the chain: whoever has pinned its key needs to see it. Where panel
   * and daemon run in one JVM it may serve both.
   */
  TlsMaterial serverTls();

  /**
   * Issues a certificate of 90 days for a daemon, and gives it these names; those that it had from
   * earlier and has no more become free.
   *
   * @param certificateRequest PKCS#10 in DER; its signature must be right, and nothing but its key
   *     is used: EC P-256 or P-384, or RSA of 2048 to 8192 bits
   * @param accepted what an operator has accepted as the daemon's addresses
   * @return the daemon's certificate first, the root left out
   * @throws dev.signalbox.api.error.SignalboxException {@code authority.bad-request}; {@code
   *     authority.no-names}; {@code authority.name-not-permitted} for a name outside the root's
   *     constraints and for loopback, link-local, multicast and wildcard addresses; {@code
   *     authority.name-taken} for the panel's and for another daemon's
   */
  List<X509Certificate> issueForDaemon(
      DaemonId daemon, byte[] certificateRequest, CertificateNames accepted);

  /**
   * Gives a daemon these names before it asks for a certificate, as {@link #issueForDaemon} does.
   *
   * @throws dev.signalbox.api.error.SignalboxException as {@link #issueForDaemon}
   */
  void reserveForDaemon(DaemonId daemon, CertificateNames accepted);

  /**
   * Issues a certificate of 90 days with the panel's own names for a daemon that runs in the
   * panel's JVM, and only there.
   *
   * @param certificateRequest as for {@link #issueForDaemon}
   * @return the daemon's certificate first, the root left out
   * @throws dev.signalbox.api.error.SignalboxException {@code authority.bad-request}
   */
  List<X509Certificate> issueForLocalDaemon(DaemonId daemon, byte[] certificateRequest);

  /** Frees the names of a daemon that is no more. */
  void release(DaemonId daemon);
}
