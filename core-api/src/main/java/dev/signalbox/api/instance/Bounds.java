package dev.signalbox.api.instance;

import java.time.Duration;

/** Checks the values of a specification, and states a fault with what was expected. */
final class Bounds {
  private Bounds() {}

  static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw fault(name, value, "a whole number, " + least + ".." + most);
    }
  }

  static void check(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw fault(name, value, "a duration, " + least + ".." + most);
    }
  }

  /** For people to read: 1 to {@code most} characters that show, and not blanks alone. */
  static void check(String name, String text, int most) {
    if (text.length() > most) {
      throw fault(name, text.length() + " characters", visible(most));
    }
    if (text.isBlank() || !text.codePoints().allMatch(Bounds::shows)) {
      throw fault(name, "'" + text.strip() + "'", visible(most));
    }
  }

  static IllegalArgumentException fault(String name, Object value, String expected) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
  }

  private static String visible(int most) {
    return "1 to " + most + " characters without control characters";
  }

  /** Direction overrides are refused too: they make one name look like another. */
  private static boolean shows(int c) {
    return !Character.isISOControl(c)
        && Character.getType(c) != Character.SURROGATE
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069)
        && c != 0x2028
        && c != 0x2029;
  }
}
