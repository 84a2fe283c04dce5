package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one place that clients come from.
 *
 * @param place an IPv4 address, or the /64 of an IPv6 one: whoever has one address there has all
 */
public record ClientAddress(String place) {
  private static final int SITE_BYTES = 8;

  public ClientAddress {
    requireNonNull(place, "place");
  }

  /** Returns the place of an address. */
  public static ClientAddress of(InetAddress address) {
    if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
      byte[] site = Arrays.copyOf(address.getAddress(), SITE_BYTES);
      return new ClientAddress(HexFormat.of().formatHex(site) + "/64");
    }
    return new ClientAddress(address.getHostAddress());
  }
}
