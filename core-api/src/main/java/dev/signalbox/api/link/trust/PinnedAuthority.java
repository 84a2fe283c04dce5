package dev.signalbox.api.link.trust;

import dev.signalbox.api.secret.Sha256;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts the root whose key is pinned, which the server shows last; others judge other chains. */
final class PinnedAuthority extends ServersOnly {
  private final String fingerprint;
  private final X509ExtendedTrustManager others;

  PinnedAuthority(String fingerprint, X509ExtendedTrustManager others) {
    this.fingerprint = fingerprint;
    this.others = others;
  }

  @Override
  void check(X509Certificate[] chain, Verification verification) throws CertificateException {
    X509Certificate last = chain[chain.length - 1];
    if (!Sha256.hex(last.getPublicKey().getEncoded()).equals(fingerprint)) {
      verification.by(others);
      return;
    }
    try {
      verification.by(Anchors.of(last));
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the authority's root is unusable", e);
    }
  }
}
