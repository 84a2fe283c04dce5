package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;

/**
 * A range of IP addresses, written {@code 10.0.0.0/8}.
 *
 * @param network any address in it
 * @param prefix how many leading bits all of its addresses have in common
 */
public record AddressRange(InetAddress network, int prefix) {
  public AddressRange {
    requireNonNull(network, "network");
    int bits = bits(network);
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("prefix: " + prefix + " (expected: 0.." + bits + ")");
    }
  }

  /**
   * Reads a range; a bare address is one of that address alone.
   *
   * @throws IllegalArgumentException {@code range: … (expected: …)}
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network =
        AddressLiteral.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(
                () -> bad(text, "an address with a prefix, such as 10.0.0.0/8 or fd00::/8"));
    int bits = bits(network);
    if (slash < 0) {
      return new AddressRange(network, bits);
    }
    String prefix = text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > bits) {
      throw bad(text, "a prefix of 0 to " + bits + " bits behind the slash");
    }
    return new AddressRange(network, Integer.parseInt(prefix));
  }

  /** Says whether an address lies in the range; one of the other family never does. */
  public boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < ours.length; i++) {
      int common = Math.max(0, Math.min(8, prefix - 8 * i));
      int mask = 0xff << (8 - common) & 0xff;
      if ((ours[i] & mask) != (theirs[i] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(InetAddress address) {
    return 8 * address.getAddress().length;
  }

  private static IllegalArgumentException bad(String text, String expected) {
    return new IllegalArgumentException(
        "range: " + (text.isBlank() ? "empty" : text) + " (expected: " + expected + ")");
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
