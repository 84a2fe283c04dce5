package dev.signalbox.api.diagnosis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small authority: a root, or one below another. */
final class Issuer {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair key;
  private final X509Certificate certificate;

  private Issuer(KeyPair key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A key and the certificates that its server shows. */
  record Shown(KeyPair key, List<X509Certificate> chain) {
    Shown with(X509Certificate more) {
      List<X509Certificate> longer = new ArrayList<>(chain);
      longer.add(more);
      return new Shown(key, longer);
    }
  }

  static Issuer root(String name) {
    KeyPair key = newKey();
    return new Issuer(
        key, sign(name, key, name, key, Instant.now().minus(days(1)), days(3650), true, List.of()));
  }

  Issuer below(String name) {
    KeyPair made = newKey();
    return new Issuer(
        made,
        sign(name, made, name(), key, Instant.now().minus(days(1)), days(1000), true, List.of()));
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** Issues a certificate of 90 days for localhost and 127.0.0.1. */
  Shown server() {
    return server(Instant.now().minus(days(1)), days(90), dns("localhost"), ip("127.0.0.1"));
  }

  Shown server(Instant from, Duration life, GeneralName... names) {
    KeyPair made = newKey();
    return new Shown(
        made, List.of(sign("CN=server", made, name(), key, from, life, false, List.of(names))));
  }

  static Shown selfSigned() {
    KeyPair key = newKey();
    return new Shown(
        key,
        List.of(
            sign(
                "CN=itself",
                key,
                "CN=itself",
                key,
                Instant.now().minus(days(1)),
                days(90),
                false,
                List.of(dns("localhost"), ip("127.0.0.1")))));
  }

  static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  static GeneralName ip(String address) {
    return new GeneralName(GeneralName.iPAddress, address);
  }

  static Duration days(long days) {
    return Duration.ofDays(days);
  }

  private String name() {
    return certificate.getSubjectX500Principal().getName();
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate sign(
      String subject,
      KeyPair own,
      String issuer,
      KeyPair signing,
      Instant from,
      Duration life,
      boolean authority,
      List<GeneralName> names) {
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(from),
              Date.from(from.plus(life)),
              new X500Name(subject),
              own.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(GeneralName[]::new)));
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      }
      byte[] encoded =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate()))
              .getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
