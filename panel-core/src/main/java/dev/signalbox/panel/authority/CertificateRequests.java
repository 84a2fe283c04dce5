package dev.signalbox.panel.authority;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** Reads the one thing that is wanted of a PKCS#10 request: a key whose owner sent it. */
final class CertificateRequests {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  private CertificateRequests() {}

  static PublicKey provenKey(byte[] der) {
    if (der.length > MAX_BYTES) {
      throw bad("larger than 16 KiB");
    }
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      PublicKey key = key(request);
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw bad("not signed by the key that it names");
      }
      return key;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | IllegalArgumentException
        | IllegalStateException e) {
      throw bad("unreadable");
    }
  }

  private static PublicKey key(PKCS10CertificationRequest request)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier algorithm = request.getSubjectPublicKeyInfo().getAlgorithm();
    X509EncodedKeySpec encoded =
        new X509EncodedKeySpec(request.getSubjectPublicKeyInfo().getEncoded());
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
        && isNamedCurve(algorithm)
        && KeyFactory.getInstance("EC").generatePublic(encoded) instanceof ECPublicKey key) {
      return key;
    }
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
        && KeyFactory.getInstance("RSA").generatePublic(encoded) instanceof RSAPublicKey key
        && key.getModulus().bitLength() >= MIN_RSA_BITS
        && key.getModulus().bitLength() <= MAX_RSA_BITS) {
      return key;
    }
    throw bad("a key of another kind (expected: EC P-256, EC P-384, RSA of 2048 to 8192 bits)");
  }

  private static boolean isNamedCurve(AlgorithmIdentifier algorithm) {
    return algorithm.getParameters() instanceof ASN1ObjectIdentifier curve
        && (curve.equals(SECObjectIdentifiers.secp256r1)
            || curve.equals(SECObjectIdentifiers.secp384r1));
  }

  private static SignalboxException bad(String why) {
    return new SignalboxException(AuthorityError.BAD_REQUEST, "certificate request: " + why);
  }
}
