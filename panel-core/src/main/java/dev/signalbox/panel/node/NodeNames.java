package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.authority.CertificateNames;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The names in a daemon's certificate: the hosts of its accepted addresses, and one that is always
 * its own, so that it has a certificate before any address was accepted.
 */
final class NodeNames {
  private final Authority authority;

  @Inject
  NodeNames(Authority authority) {
    this.authority = requireNonNull(authority, "authority");
  }

  /**
   * Issues a certificate for the addresses of a daemon.
   *
   * @throws dev.signalbox.api.error.SignalboxException as {@link Authority#issueForDaemon}
   */
  List<X509Certificate> issue(NodeStore.Row row, byte[] certificateRequest) {
    return authority.issueForDaemon(row.id(), certificateRequest, of(row.id(), row.addresses()));
  }

  /**
   * Gives a daemon the names of these addresses, for the next certificate.
   *
   * @throws dev.signalbox.api.error.SignalboxException as {@link Authority#issueForDaemon}
   */
  void reserve(DaemonId daemon, List<URI> addresses) {
    authority.reserveForDaemon(daemon, of(daemon, addresses));
  }

  /** Says whether a certificate is for just the names that the daemon has now. */
  boolean isFor(NodeStore.Row row, X509Certificate certificate) {
    List<String> served = new ArrayList<>(NodeCertificate.of(certificate).names());
    return CertificateNames.parse(served).all().equals(of(row.id(), row.addresses()).all());
  }

  /** Returns the name that every daemon has, whatever its addresses. */
  static String own(DaemonId daemon) {
    String label = daemon.value().toLowerCase(Locale.ROOT).replace('_', '-');
    return "d" + label + ".signalbox.internal";
  }

  private static CertificateNames of(DaemonId daemon, List<URI> addresses) {
    List<String> hosts = new ArrayList<>();
    hosts.add(own(daemon));
    addresses.forEach(address -> hosts.add(address.getHost()));
    return CertificateNames.parse(hosts);
  }
}
