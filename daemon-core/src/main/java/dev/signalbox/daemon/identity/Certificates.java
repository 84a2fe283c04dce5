package dev.signalbox.daemon.identity;

import dev.signalbox.api.secret.Sha256;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Small things that are asked of certificates and public keys. */
final class Certificates {
  private Certificates() {}

  /** Returns the SHA-256 of a key's SubjectPublicKeyInfo in lower-case hex. */
  static String fingerprint(PublicKey key) {
    return Sha256.hex(key.getEncoded());
  }

  /** Says whether a chain is for that key, and each of it is signed by the next, and the root. */
  static boolean leads(List<X509Certificate> chain, PublicKey key, X509Certificate root) {
    if (!chain.isEmpty() && !chain.get(0).getPublicKey().equals(key)) {
      return false;
    }
    try {
      for (int i = 0; i < chain.size(); i++) {
        X509Certificate issuer = i + 1 < chain.size() ? chain.get(i + 1) : root;
        if (issuer.getBasicConstraints() < 0) {
          return false;
        }
        chain.get(i).verify(issuer.getPublicKey());
      }
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
