package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What to walk to.
 *
 * @param address {@code https://host[:port][/base]}; anything else fails at its first hop
 * @param destination what is expected there
 * @param trust whose certificates are taken
 * @param origin of the pages that want to use it, such as {@code https://panel.lan:7443}; without
 *     one that hop is skipped
 */
public record ProbeTarget(
    URI address, Destination destination, TrustedRoots trust, @Nullable String origin) {
  private static final int HTTPS = 443;

  public ProbeTarget {
    requireNonNull(address, "address");
    requireNonNull(destination, "destination");
    requireNonNull(trust, "trust");
  }

  boolean isHttps() {
    return "https".equalsIgnoreCase(address.getScheme())
        && address.getHost() != null
        && address.getRawUserInfo() == null
        && address.getRawQuery() == null
        && address.getPort() <= 65_535;
  }

  /** Returns the name or the address without brackets. */
  String host() {
    String host = address.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Says whether the host is an address in itself. */
  boolean isLiteral() {
    return address.getHost().startsWith("[") || address.getHost().matches("[0-9.]+");
  }

  int port() {
    return address.getPort() < 0 ? HTTPS : address.getPort();
  }

  /** Returns what the {@code Host} field says. */
  String authority() {
    return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + port();
  }

  /** Returns the target of a request for a path below the address. */
  String path(String below) {
    String base = address.getRawPath() == null ? "" : address.getRawPath();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + below;
  }
}
