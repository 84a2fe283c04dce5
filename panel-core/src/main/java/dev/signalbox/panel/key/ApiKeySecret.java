package dev.signalbox.panel.key;

import dev.signalbox.api.secret.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret of a key. With 256 random bits a plain SHA-256 is enough, and a look-up by that hash
 * tells nothing about the secret by the time it takes.
 *
 * @param text {@code sbx_} and 43 characters of base64url
 */
record ApiKeySecret(String text) {
  private static final String PREFIX = "sbx_";
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("sbx_[A-Za-z0-9_-]{43}");

  static ApiKeySecret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ApiKeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static Optional<ApiKeySecret> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
  }

  String hash() {
    return Sha256.hex(text);
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "ApiKeySecret";
  }
}
