package dev.signalbox.daemon.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.secret.SecretDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Pairs of keys as files: the private half in PEM (PKCS#8), from which the public one follows. */
final class KeyFiles {
  private final SecretDirectory secrets;

  KeyFiles(SecretDirectory secrets) {
    this.secrets = requireNonNull(secrets, "secrets");
  }

  /** Reads an Ed25519 pair, and makes it where there is none. */
  KeyPair ed25519(String file) {
    return read(file, "Ed25519", "Ed25519");
  }

  /** Reads a pair on the curve P-256, and makes it where there is none. */
  KeyPair p256(String file) {
    return read(file, "EC", "secp256r1");
  }

  private KeyPair read(String file, String algorithm, String parameters) {
    if (secrets.read(file).isEmpty()) {
      // Where another makes it at the same time, that one counts: hence the reading again below.
      secrets.create(file, pem(newPair(algorithm, parameters).getPrivate()).getBytes(US_ASCII));
    }
    byte[] content = secrets.read(file).orElseThrow();
    try {
      return parse(new String(content, US_ASCII), algorithm);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // No cause: a parser's message could quote the key.
      throw new SignalboxException(
          IdentityError.BAD_KEY_FILE,
          secrets.path(file) + " is not the key that this daemon wrote; restore it from a backup");
    }
  }

  private static KeyPair newPair(String algorithm, String parameters) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec(parameters));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has " + algorithm, e);
    }
  }

  private static String pem(PrivateKey key) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(new JcaPKCS8Generator(key, null));
    } catch (IOException e) {
      throw new IllegalStateException("a key that was made does not encode", e);
    }
    return text.toString();
  }

  private static KeyPair parse(String pem, String algorithm)
      throws IOException, GeneralSecurityException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PrivateKeyInfo info)) {
        throw new IOException("no private key in PKCS#8");
      }
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
      return new KeyPair(publicHalf(key, info, factory), key);
    }
  }

  private static PublicKey publicHalf(PrivateKey key, PrivateKeyInfo info, KeyFactory factory)
      throws IOException, GeneralSecurityException {
    AsymmetricKeyParameter half =
        key instanceof ECPrivateKey ec
            ? p256Point(ec)
            : ((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(info)).generatePublicKey();
    return factory.generatePublic(
        new X509EncodedKeySpec(
            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half).getEncoded()));
  }

  private static ECPublicKeyParameters p256Point(ECPrivateKey key) throws IOException {
    var curve = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
    BigInteger scalar = key.getS();
    if (!key.getParams().getOrder().equals(curve.getN())
        || scalar.signum() <= 0
        || scalar.compareTo(curve.getN()) >= 0) {
      throw new IOException("not on P-256");
    }
    ECPoint point = new FixedPointCombMultiplier().multiply(curve.getG(), scalar);
    return new ECPublicKeyParameters(
        point,
        new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, new ECDomainParameters(curve)));
  }
}
