package dev.signalbox.api.diagnosis;

import static java.util.stream.Collectors.toSet;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities whose certificates are taken. */
public record TrustedRoots(Set<X509Certificate> certificates) {
  public TrustedRoots {
    certificates = Set.copyOf(certificates);
  }

  public static TrustedRoots of(X509Certificate... roots) {
    return new TrustedRoots(Set.of(roots));
  }

  /** Returns those that this JVM trusts for the whole web. */
  public static TrustedRoots system() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      @Nullable KeyStore none = null;
      factory.init(none);
      return new TrustedRoots(
          Arrays.stream(factory.getTrustManagers())
              .filter(X509TrustManager.class::isInstance)
              .flatMap(each -> Arrays.stream(((X509TrustManager) each).getAcceptedIssuers()))
              .collect(toSet()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the authorities of this JVM are readable", e);
    }
  }

  /** Returns these and one more. */
  public TrustedRoots and(X509Certificate root) {
    Set<X509Certificate> more = new HashSet<>(certificates);
    more.add(root);
    return new TrustedRoots(more);
  }

  Set<TrustAnchor> anchors() {
    return certificates.stream().map(root -> new TrustAnchor(root, null)).collect(toSet());
  }
}
