package dev.signalbox.daemon.identity;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that says nothing but its key, which the other side has pinned. */
final class SelfSigned {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final X500Principal NAME = new X500Principal("CN=Signalbox daemon to be paired");

  private SelfSigned() {}

  static X509Certificate certificate(KeyPair pair, Instant now) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      NAME,
                      BigInteger.valueOf(now.toEpochMilli()),
                      Date.from(now.minus(LIFE)),
                      Date.from(now.plus(LIFE)),
                      NAME,
                      pair.getPublic())
                  .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("the TLS key does not sign", e);
    }
  }
}
