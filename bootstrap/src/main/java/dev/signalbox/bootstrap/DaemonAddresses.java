package dev.signalbox.bootstrap;

import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.api.routing.Exposure;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Works out where browsers reach a daemon, as far as that is known before it listens. */
final class DaemonAddresses {
  private DaemonAddresses() {}

  /**
   * Returns the given addresses; behind a proxy where none is given, each given host on the port of
   * HTTPS. Empty where they follow from the port that it will listen on.
   */
  static List<URI> of(List<String> given, List<String> hosts, Exposure exposure) {
    if (!given.isEmpty() || !exposure.isBehindProxy()) {
      return given.stream().map(DaemonAddress::parse).toList();
    }
    return hosts.stream()
        .map(host -> host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        .map(host -> URI.create("https://" + host + exposure.base()))
        .toList();
  }

  /** Returns the hosts, and those of the addresses besides. */
  static List<String> hosts(List<String> hosts, List<URI> addresses) {
    Set<String> all = new LinkedHashSet<>(hosts);
    addresses.forEach(address -> all.add(address.getHost().replaceAll("[\\[\\]]", "")));
    return List.copyOf(all);
  }
}
