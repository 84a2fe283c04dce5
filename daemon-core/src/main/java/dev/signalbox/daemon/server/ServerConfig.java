package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the daemon listens.
 *
 * @param bind the address to listen on
 * @param port the port, 0 for a free one
 * @param hosts the names and addresses that a request may be for, and that browsers are sent to
 * @param version what the daemon tells of itself
 */
public record ServerConfig(String bind, int port, List<String> hosts, String version) {
  public ServerConfig {
    requireNonNull(bind, "bind");
    hosts = List.copyOf(hosts);
    requireNonNull(version, "version");
  }
}
