package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.secret.Sha256;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secret in a join code: 128 bits in base 32. The code adds the authority's fingerprint, by
 * which the daemon knows the panel, so that neither trusts the other at first sight.
 */
record JoinSecret(String text) {
  private static final int BITS = 128;
  private static final Pattern CODE = Pattern.compile("([0-9a-v]{26})\\.([0-9a-f]{64})");
  private static final SecureRandom RANDOM = new SecureRandom();

  JoinSecret {
    requireNonNull(text, "text");
  }

  static JoinSecret random() {
    String digits = new BigInteger(BITS, RANDOM).toString(32);
    return new JoinSecret("0".repeat(26 - digits.length()) + digits);
  }

  /** Returns the secret of a code made for this authority; empty for any other text. */
  static Optional<JoinSecret> parse(String code, String fingerprint) {
    Matcher parts = CODE.matcher(code);
    return parts.matches() && parts.group(2).equals(fingerprint)
        ? Optional.of(new JoinSecret(parts.group(1)))
        : Optional.empty();
  }

  String code(String fingerprint) {
    return text + "." + fingerprint;
  }

  /** Returns what the database keeps: a reader of it cannot join. */
  String hash() {
    return Sha256.hex(text);
  }

  @Override
  public String toString() {
    return "JoinSecret";
  }
}
