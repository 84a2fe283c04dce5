package dev.signalbox.api.id;

import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Pattern;

/** The shape that all ids share. */
final class Ids {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static void check(String name, String value) {
    Objects.requireNonNull(value, name);
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 1 to 64 characters of A-Z, a-z, 0-9, _ or -)");
    }
  }

  /**
   * Sixteen base-32 characters: lower case only, so that an id is also a safe file name anywhere.
   */
  static String random() {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
