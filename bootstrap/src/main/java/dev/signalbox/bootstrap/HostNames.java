package dev.signalbox.bootstrap;

import dev.signalbox.panel.authority.CertificateNames;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names and addresses by which a listener may be reached: in its certificate and accepted as
 * its Host.
 */
final class HostNames {
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private HostNames() {}

  /**
   * Returns what a listener answers to: the names that were given, localhost, the machine's name,
   * and the addresses that it listens on; the given ones first.
   */
  static List<String> of(String bind, List<String> given) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : given) {
      names.add(name.toLowerCase(Locale.ROOT));
    }
    names.add("localhost");
    if (isWildcard(bind)) {
      addMachineName(names);
      names.addAll(interfaceAddresses());
    } else {
      names.add(bind);
    }
    return List.copyOf(names);
  }

  /** Says whether a text is a DNS name or an IP address, and nothing more. */
  static boolean isHost(String text) {
    return text.length() <= 253
        && (NAME.matcher(text).matches()
            || (text.indexOf(':') >= 0 && IPV6.matcher(text).matches()))
        && isCertifiable(text);
  }

  /** Turns away what only looks like an address, such as 192.0.2.7:7443 and 192.0.2.777. */
  private static boolean isCertifiable(String text) {
    try {
      return !CertificateNames.parse(List.of(text)).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isWildcard(String bind) {
    return bind.equals("0.0.0.0") || bind.equals("::");
  }

  private static void addMachineName(Set<String> names) {
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      if (name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?")) {
        names.add(name);
      }
    } catch (UnknownHostException e) {
      // A machine without a name of its own is reached by its addresses.
    }
  }

  private static List<String> interfaceAddresses() {
    List<String> found = new ArrayList<>();
    try {
      for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (network.isUp()) {
          for (InterfaceAddress address : network.getInterfaceAddresses()) {
            add(found, address.getAddress());
          }
        }
      }
    } catch (SocketException e) {
      found.add("127.0.0.1");
    }
    return found;
  }

  private static void add(List<String> found, InetAddress address) {
    if (!address.isLinkLocalAddress()) {
      found.add(address.getHostAddress().replaceFirst("%.*", ""));
    }
  }
}
