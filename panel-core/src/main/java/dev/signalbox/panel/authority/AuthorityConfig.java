package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What the authority is for.
 *
 * @param dataDirectory where {@code ca.pem} is written
 * @param hosts under which the panel itself is reached; at least one
 */
public record AuthorityConfig(Path dataDirectory, CertificateNames hosts) {
  public AuthorityConfig {
    requireNonNull(dataDirectory, "dataDirectory");
    requireNonNull(hosts, "hosts");
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts: none (expected: at least 1)");
    }
  }
}
