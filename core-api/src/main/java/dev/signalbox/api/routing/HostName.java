package dev.signalbox.api.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names and addresses in one spelling, so that they compare. */
final class HostName {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:[0-9]{0,5})?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+([.][a-z0-9_-]+)*");

  private HostName() {}

  /** Returns the host of a {@code Host} field, its port dropped; empty where it is malformed. */
  static Optional<String> ofHeader(String value) {
    Matcher authority = AUTHORITY.matcher(value);
    return authority.matches() ? of(authority.group(1)) : Optional.empty();
  }

  /** Returns a name or an address, in lower case, without brackets and trailing dot. */
  static Optional<String> of(String name) {
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    String literal = bracketed ? name.substring(1, name.length() - 1) : name;
    if (bracketed || IPV6.matcher(literal).matches()) {
      return IPV6.matcher(literal).matches() ? address(literal) : Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return NAME.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
  }

  private static Optional<String> address(String literal) {
    try {
      // With brackets it can only be a literal, so nothing is looked up.
      return Optional.of(InetAddress.getByName("[" + literal + "]").getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
