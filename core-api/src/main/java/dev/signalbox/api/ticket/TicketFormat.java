package dev.signalbox.api.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** What signer and verifier must agree upon: JWS compact serialization (RFC 7515) with ES256. */
final class TicketFormat {
  /**
   * Characters of a whole ticket. One for bulk traffic has a few hundred and fits in a request
   * line; one for a list names every instance that its subject may see, and goes over the link.
   */
  static final int MAX_LENGTH = 64 * 1024;

  /** The fixed-length form of the signature, r and s side by side, that RFC 7518, 3.4 asks for. */
  static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  private TicketFormat() {}

  /** Returns the only header that exists for a key, encoded. */
  static String header(TicketKey key) {
    String json = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + key.id() + "\"}";
    return encode(json.getBytes(UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Decodes base64url in the one form that {@link #encode} writes.
   *
   * @throws IllegalArgumentException at padding, foreign characters or stray low bits
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("base64url in another than its canonical form");
    }
    return bytes;
  }
}
