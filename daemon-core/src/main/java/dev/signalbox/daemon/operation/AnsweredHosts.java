package dev.signalbox.daemon.operation;

import static java.util.Objects.requireNonNull;

import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that the listener answers to: the configured ones, and those that its certificate
 * names.
 */
final class AnsweredHosts implements Supplier<Set<String>> {
  private final Set<String> configured;
  private final DaemonIdentity identity;
  private volatile @Nullable Known known;

  /** The names that a certificate adds. */
  private record Known(X509Certificate certificate, Set<String> hosts) {}

  AnsweredHosts(Set<String> configured, DaemonIdentity identity) {
    this.configured = Set.copyOf(configured);
    this.identity = requireNonNull(identity, "identity");
  }

  @Override
  public Set<String> get() {
    List<X509Certificate> chain = identity.joined().map(JoinedPanel::chain).orElse(List.of());
    if (chain.isEmpty()) {
      return configured;
    }
    Known before = known;
    if (before == null || !before.certificate().equals(chain.get(0))) {
      before = new Known(chain.get(0), with(chain.get(0)));
      known = before;
    }
    return before.hosts();
  }

  private Set<String> with(X509Certificate certificate) {
    Set<String> hosts = new HashSet<>(configured);
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        names.forEach(name -> hosts.add(String.valueOf(name.get(1))));
      }
    } catch (CertificateParsingException e) {
      return configured;
    }
    return Set.copyOf(hosts);
  }
}
