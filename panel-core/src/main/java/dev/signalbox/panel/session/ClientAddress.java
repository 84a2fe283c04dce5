package dev.signalbox.panel.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one place that sign-ins come from. */
final class ClientAddress {
  private static final int SITE_BYTES = 8;

  private ClientAddress() {}

  /** Returns an IPv4 address, or the /64 of an IPv6 one: whoever has one address there has all. */
  static String place(InetAddress address) {
    if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
      byte[] site = Arrays.copyOf(address.getAddress(), SITE_BYTES);
      return HexFormat.of().formatHex(site) + "/64";
    }
    return address.getHostAddress();
  }
}
