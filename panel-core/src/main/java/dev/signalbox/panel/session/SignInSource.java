package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;

/**
 * Where somebody signs in from.
 *
 * @param userAgent what the client calls itself; empty where it does not say
 */
public record SignInSource(InetAddress address, String userAgent) {
  private static final int LONGEST = 300;

  public SignInSource {
    requireNonNull(address, "address");
    userAgent = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
    if (userAgent.length() > LONGEST) {
      userAgent = userAgent.substring(0, LONGEST);
    }
  }
}
