package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.routing.Exposure;
import java.net.URI;
import java.util.List;

/**
 * Where the daemon listens.
 *
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param hosts the names and addresses that a request may be for, and that browsers are sent to
 * @param exposure how clients come to it
 * @param addresses where browsers reach it; none to make them of hosts and port, which behind a
 *     proxy nobody can
 * @param version what the daemon tells of itself
 */
public record ServerConfig(
    String bind,
    int port,
    List<String> hosts,
    Exposure exposure,
    List<URI> addresses,
    String version) {
  public ServerConfig {
    requireNonNull(bind, "bind");
    hosts = List.copyOf(hosts);
    requireNonNull(exposure, "exposure");
    addresses = List.copyOf(addresses);
    requireNonNull(version, "version");
  }

  /** Returns where browsers reach the daemon while it listens on that port. */
  public List<URI> addresses(int bound) {
    return addresses.isEmpty() && !exposure.isBehindProxy()
        ? hosts.stream().map(host -> address(host, bound)).toList()
        : addresses;
  }

  private URI address(String host, int bound) {
    String authority = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create("https://" + authority + ":" + bound + exposure.base());
  }
}
