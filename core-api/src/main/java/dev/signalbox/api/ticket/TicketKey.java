package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.secret.Sha256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The public half of a key that signs tickets, on the curve P-256.
 *
 * @param id the SHA-256 thumbprint of the key by RFC 7638, which is the ticket's {@code kid}
 */
public record TicketKey(String id, ECPublicKey key) {
  private static final int FIELD_BYTES = 32;

  public TicketKey {
    requireNonNull(id, "id");
    requireNonNull(key, "key");
    requireP256(key);
    if (!id.equals(thumbprint(key))) {
      throw new IllegalArgumentException("id: " + id + " (expected: the key's thumbprint)");
    }
  }

  /**
   * Returns the key with its thumbprint.
   *
   * @throws IllegalArgumentException where the key is of another curve
   */
  public static TicketKey of(ECPublicKey key) {
    requireP256(key);
    return new TicketKey(thumbprint(key), key);
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws IllegalArgumentException where it is no public key on P-256
   */
  public static TicketKey decode(byte[] encoded) {
    try {
      if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded))
          instanceof ECPublicKey key) {
        return of(key);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("ticket key: unreadable (expected: EC P-256)", e);
    }
    throw new IllegalArgumentException("ticket key: unreadable (expected: EC P-256)");
  }

  /** Returns the key, X.509 encoded. */
  public byte[] encoded() {
    return key.getEncoded();
  }

  @Override
  public String toString() {
    return "TicketKey[" + id + "]";
  }

  private static String thumbprint(ECPublicKey key) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    ECPoint point = key.getW();
    String jwk =
        "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
            + base64.encodeToString(fixedLength(point.getAffineX()))
            + "\",\"y\":\""
            + base64.encodeToString(fixedLength(point.getAffineY()))
            + "\"}";
    return base64.encodeToString(Sha256.of(jwk.getBytes(UTF_8)));
  }

  private static byte[] fixedLength(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[FIELD_BYTES];
    int length = Math.min(bytes.length, FIELD_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, FIELD_BYTES - length, length);
    return fixed;
  }

  private static void requireP256(ECPublicKey key) {
    ECParameterSpec parameters = key.getParams();
    EllipticCurve curve = parameters.getCurve();
    if (!(curve.getField() instanceof ECFieldFp field)
        || !field.getP().equals(P256.PRIME)
        || !parameters.getOrder().equals(P256.ORDER)
        || parameters.getCofactor() != 1
        || !curve.getB().equals(P256.B)) {
      throw new IllegalArgumentException(
          "ticket key: a curve of "
              + curve.getField().getFieldSize()
              + " bits (expected: EC P-256)");
    }
  }
}
