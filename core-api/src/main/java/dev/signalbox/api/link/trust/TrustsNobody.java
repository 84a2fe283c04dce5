package dev.signalbox.api.link.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Refuses every chain, and says which authority was expected. */
final class TrustsNobody extends ServersOnly {
  private final String fingerprint;

  TrustsNobody(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  void check(X509Certificate[] chain, Verification verification) throws CertificateException {
    throw new CertificateException(
        "the certificate of "
            + chain[0].getSubjectX500Principal()
            + " is by "
            + chain[0].getIssuerX500Principal()
            + ", not by the panel's authority with the fingerprint "
            + fingerprint);
  }
}
