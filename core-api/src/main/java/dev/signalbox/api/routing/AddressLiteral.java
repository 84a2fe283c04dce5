package dev.signalbox.api.routing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as people and proxies write them; nothing is ever looked up. */
final class AddressLiteral {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private AddressLiteral() {}

  /** Reads an address; one of IPv6 that stands for one of IPv4 becomes that. */
  static Optional<InetAddress> parse(String text) {
    if (IPV4.matcher(text).matches()) {
      return resolved(text);
    }
    // With brackets it can only be a literal.
    return text.indexOf(':') >= 0 && IPV6.matcher(text).matches()
        ? resolved("[" + text + "]")
        : Optional.empty();
  }

  private static Optional<InetAddress> resolved(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
