package dev.signalbox.launcher;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * A password and where it is from.
 *
 * @param isMade whether nobody chose it, so that it has to be shown
 */
record NewPassword(String text, boolean isMade) {
  private static final int BITS = 120;

  NewPassword {
    requireNonNull(text, "text");
  }

  static NewPassword chosen(String text) {
    return new NewPassword(text, false);
  }

  static NewPassword random() {
    return new NewPassword(new BigInteger(BITS, new SecureRandom()).toString(36), true);
  }

  /** Says what was done, and shows the password where nobody knows it yet. */
  void tell(PrintWriter out, String done) {
    out.println(done);
    if (isMade) {
      out.println("password: " + text);
    }
    out.flush();
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "NewPassword[isMade=" + isMade + "]";
  }
}
