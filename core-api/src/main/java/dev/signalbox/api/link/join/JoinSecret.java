package dev.signalbox.api.link.join;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.secret.Sha256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A code by which two programs that have never met know each other: 128 secret bits in base 32, and
 * the fingerprint of the key by which the one that is dialled is known. A person carries it from
 * one to the other; the secret itself never crosses a wire.
 *
 * @param secret 26 digits of base 32
 * @param fingerprint the SHA-256 of a public key in lower-case hex: the authority's of a panel, the
 *     TLS key of a daemon that waits to be paired
 * @param trust how the one that dials verifies TLS
 */
public record JoinSecret(String secret, String fingerprint, TlsTrust trust) {
  private static final int BITS = 128;
  private static final Pattern CODE = Pattern.compile("([0-9a-v]{26})\\.([0-9a-f]{64})(\\.web)?");
  private static final SecureRandom RANDOM = new SecureRandom();

  public JoinSecret {
    requireNonNull(secret, "secret");
    requireNonNull(fingerprint, "fingerprint");
    requireNonNull(trust, "trust");
  }

  /** Makes a secret. */
  public static JoinSecret random(String fingerprint, TlsTrust trust) {
    String digits = new BigInteger(BITS, RANDOM).toString(32);
    return new JoinSecret("0".repeat(26 - digits.length()) + digits, fingerprint, trust);
  }

  /** Reads a code of a panel; empty where it is none. */
  public static Optional<JoinSecret> parse(String code) {
    Matcher parts = CODE.matcher(code.strip());
    return parts.matches()
        ? Optional.of(
            new JoinSecret(
                parts.group(1),
                parts.group(2),
                parts.group(3) == null ? TlsTrust.AUTHORITY : TlsTrust.WEB))
        : Optional.empty();
  }

  /** Returns the code as a person carries it. */
  public String code() {
    return secret + "." + fingerprint + (trust == TlsTrust.WEB ? ".web" : "");
  }

  /** Returns what names the secret without telling it. */
  public String id() {
    return Sha256.hex(secret);
  }

  /** Returns the proof that somebody with this secret said that, in base 64. */
  public String prove(String purpose, String... said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      mac.update(("signalbox.join.v1 " + purpose).getBytes(UTF_8));
      for (String text : said) {
        mac.update(Sha256.of(text.getBytes(UTF_8)));
      }
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** Says whether somebody with this secret said that. */
  public boolean isProven(String proof, String purpose, String... said) {
    return MessageDigest.isEqual(proof.getBytes(UTF_8), prove(purpose, said).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "JoinSecret[" + fingerprint + "]";
  }
}
