package dev.signalbox.panel.authority;

import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Validates certificates as Java does. */
final class CertificatePaths {
  private CertificatePaths() {}

  static void validate(X509Certificate root, X509Certificate leaf, Instant when) throws Exception {
    validate(List.of(leaf), new TrustAnchor(root, null), when);
  }

  /**
   * Validates with the root as a link of the chain too, under an anchor that is its name and key:
   * Java applies no constraints of an anchor.
   */
  static void validateConstrained(X509Certificate root, X509Certificate leaf, Instant when)
      throws Exception {
    validate(
        List.of(leaf, root),
        new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null),
        when);
  }

  private static void validate(List<X509Certificate> chain, TrustAnchor anchor, Instant when)
      throws Exception {
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
  }
}
