package dev.signalbox.api.link.trust;

import dev.signalbox.api.secret.Sha256;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Trusts one key, whatever its certificate says. */
final class PinnedKey extends ServersOnly {
  private final String fingerprint;

  PinnedKey(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  void check(X509Certificate[] chain, Verification verification) throws CertificateException {
    if (!Sha256.hex(chain[0].getPublicKey().getEncoded()).equals(fingerprint)) {
      throw new CertificateException(
          "the key of the certificate is not the one with the fingerprint " + fingerprint);
    }
  }
}
