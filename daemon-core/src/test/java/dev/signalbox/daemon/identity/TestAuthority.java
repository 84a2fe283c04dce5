package dev.signalbox.daemon.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** The least that an authority can be. */
final class TestAuthority {
  private static final X500Principal NAME = new X500Principal("CN=Test authority");

  private final KeyPair key = newPair();
  private final X509Certificate root;

  TestAuthority() {
    this.root = issue(NAME, key.getPublic(), new BasicConstraints(0));
  }

  X509Certificate root() {
    return root;
  }

  /** Issues the root once more, under the same key. */
  X509Certificate rootAnew() {
    return issue(NAME, key.getPublic(), new BasicConstraints(0));
  }

  X509Certificate issue(byte[] certificateRequest) {
    try {
      return issue(new JcaPKCS10CertificationRequest(certificateRequest).getPublicKey());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  X509Certificate issue(PublicKey of) {
    return issue(new X500Principal("CN=A daemon"), of, new BasicConstraints(false));
  }

  static KeyPair newPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate issue(X500Principal subject, PublicKey of, BasicConstraints constraints) {
    try {
      Instant now = Instant.now();
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      NAME,
                      BigInteger.valueOf(System.nanoTime()),
                      Date.from(now.minusSeconds(60)),
                      Date.from(now.plusSeconds(3_600)),
                      subject,
                      of)
                  .addExtension(Extension.basicConstraints, true, constraints)
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns a key as panels sign links with. */
  static PublicKey identityKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
