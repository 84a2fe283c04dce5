package dev.signalbox.panel.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) as a PHC string, which carries the parameters that it was made with:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
final class PasswordHash {
  /** What OWASP asks for at least; a hash then takes 19 MiB. */
  private static final Cost COST = new Cost(19_456, 2, 1);

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  /** Memory in KiB, passes over it, and lanes. */
  private record Cost(int memory, int passes, int lanes) {}

  /** Costs what every hash costs, and no password is known for it. */
  static final String OF_NOBODY = phc(COST, new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private PasswordHash() {}

  static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return phc(COST, salt, argon2(password, salt, HASH_BYTES, COST));
  }

  static boolean matches(String password, String phc) {
    Matcher shape = parsed(phc);
    byte[] expected = Base64.getDecoder().decode(shape.group(5));
    byte[] salt = Base64.getDecoder().decode(shape.group(4));
    byte[] hash = argon2(password, salt, expected.length, cost(shape));
    return MessageDigest.isEqual(hash, expected);
  }

  /** Says whether the hash was made with other parameters than are used now. */
  static boolean isOutdated(String phc) {
    return !cost(parsed(phc)).equals(COST);
  }

  private static String phc(Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memory()
        + ",t="
        + cost.passes()
        + ",p="
        + cost.lanes()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private static Matcher parsed(String phc) {
    Matcher shape = SHAPE.matcher(phc);
    if (!shape.matches()) {
      throw new IllegalStateException("password hash: not Argon2id in PHC form");
    }
    return shape;
  }

  private static Cost cost(Matcher shape) {
    return new Cost(
        Integer.parseInt(shape.group(1)),
        Integer.parseInt(shape.group(2)),
        Integer.parseInt(shape.group(3)));
  }

  private static byte[] argon2(String password, byte[] salt, int length, Cost cost) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
