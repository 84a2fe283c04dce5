package dev.signalbox.panel.user;

import dev.signalbox.api.error.SignalboxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names and passwords must look like. */
final class UserRules {
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 1024;

  private UserRules() {}

  static void checkUsername(String username) {
    if (!USERNAME.matcher(username).matches()) {
      throw SignalboxException.invalid(
          "username",
          "username: (expected: 1 to 64 characters of A-Z, a-z, 0-9, '.', '_', '@', '-',"
              + " the first a letter or digit)");
    }
  }

  static void checkPassword(String field, String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw SignalboxException.invalid(
          field,
          field
              + ": "
              + password.length()
              + " characters (expected: "
              + SHORTEST_PASSWORD
              + ".."
              + LONGEST_PASSWORD
              + ")");
    }
  }

  /** Returns the name under which a person is found whatever the case. */
  static String key(String username) {
    return username.toLowerCase(Locale.ROOT);
  }
}
