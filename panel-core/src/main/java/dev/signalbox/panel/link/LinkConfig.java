package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.trust.TlsTrust;
import java.util.List;

/**
 * How daemons elsewhere find the panel.
 *
 * @param hosts the names and addresses by which it is reached, the ones that an operator named
 *     first
 * @param trust how daemons verify its TLS
 * @param version what it tells of itself
 */
public record LinkConfig(List<String> hosts, TlsTrust trust, String version) {
  public LinkConfig {
    hosts = List.copyOf(hosts);
    requireNonNull(trust, "trust");
    requireNonNull(version, "version");
  }
}
