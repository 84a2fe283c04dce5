package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates with the authority's key. Safe for use by many threads. */
final class CertificateIssuer {
  static final Duration ROOT_LIFE = Duration.ofDays(3650);
  static final Duration SERVER_LIFE = Duration.ofDays(90);

  /** How far a client's clock may be behind ours. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 128;

  private final KeyPair authorityKey;
  private final SecureRandom random = new SecureRandom();

  CertificateIssuer(KeyPair authorityKey) {
    this.authorityKey = requireNonNull(authorityKey, "authorityKey");
  }

  /** Returns the SHA-256 of the authority's public key in lower-case hex. */
  String fingerprint() {
    return Sha256.hex(authorityKey.getPublic().getEncoded());
  }

  /** Issues the root; with the same key at another time it has the same name. */
  X509Certificate root(NameConstraintSet constraints, Instant now) {
    X500Name name = name("Signalbox authority " + fingerprint().substring(0, 8));
    X509v3CertificateBuilder certificate =
        builder(name, name, authorityKey.getPublic(), now, now.plus(ROOT_LIFE));
    try {
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      certificate.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      certificate.addExtension(Extension.nameConstraints, true, constraints.toExtension());
      certificate.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensions().createSubjectKeyIdentifier(keyInfo(authorityKey.getPublic())));
    } catch (CertIOException e) {
      throw new IllegalStateException("the root does not encode", e);
    }
    return sign(certificate);
  }

  /**
   * Issues a server's certificate, which never outlives the root.
   *
   * @param subject must have a space in it: a common name that could be a host's is held against
   *     the constraints by OpenSSL and Java where the certificate is for addresses only
   */
  X509Certificate server(
      X509Certificate root, String subject, PublicKey key, CertificateNames names, Instant now) {
    Instant rootEnd = root.getNotAfter().toInstant();
    Instant end = now.plus(SERVER_LIFE);
    X509v3CertificateBuilder certificate =
        builder(
            X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
            name(subject),
            key,
            now,
            end.isBefore(rootEnd) ? end : rootEnd);
    try {
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      certificate.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      certificate.addExtension(Extension.subjectAlternativeName, false, generalNames(names));
      certificate.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensions().createSubjectKeyIdentifier(keyInfo(key)));
      certificate.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions().createAuthorityKeyIdentifier(keyInfo(authorityKey.getPublic())));
    } catch (CertIOException e) {
      throw new IllegalStateException("the certificate does not encode", e);
    }
    return sign(certificate);
  }

  /** Says whether the authority's key signed that certificate. */
  boolean issued(X509Certificate certificate) {
    try {
      certificate.verify(authorityKey.getPublic());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static X509Certificate decode(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new SignalboxException(
          AuthorityError.UNUSABLE, "a stored certificate is not readable", e);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end) {
    return new X509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, random).max(BigInteger.ONE),
        date(now.minus(BACKDATED)),
        date(end),
        subject,
        keyInfo(key));
  }

  private X509Certificate sign(X509v3CertificateBuilder certificate) {
    try {
      return decode(
          certificate
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new SignalboxException(AuthorityError.UNUSABLE, "the authority's key does not sign", e);
    }
  }

  private static GeneralNames generalNames(CertificateNames names) {
    List<GeneralName> all = new ArrayList<>();
    for (String name : names.dnsNames()) {
      all.add(new GeneralName(GeneralName.dNSName, name));
    }
    for (String address : names.addresses()) {
      all.add(new GeneralName(GeneralName.iPAddress, address));
    }
    return new GeneralNames(all.toArray(new GeneralName[0]));
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.O, "Signalbox")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private static Date date(Instant instant) {
    return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  private static SubjectPublicKeyInfo keyInfo(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }

  private static X509ExtensionUtils extensions() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
