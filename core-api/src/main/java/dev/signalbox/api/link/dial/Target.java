package dev.signalbox.api.link.dial;

import java.net.URI;

/**
 * What is dialled.
 *
 * @param secure whether with TLS
 * @param host a name or an address, an IPv6 one without brackets
 * @param resource path and query, as in the request line
 */
record Target(boolean secure, String host, int port, String resource) {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  static Target of(URI uri) {
    boolean secure = "wss".equalsIgnoreCase(uri.getScheme());
    if (!secure && !"ws".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("target: " + uri.getScheme() + " (expected: wss or ws)");
    }
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "target (expected: a host, and neither a user nor a fragment)");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    return new Target(secure, withoutBrackets(host), port, path + query);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns where to, without what is asked for there. */
  String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Returns the value of {@code Host}. */
  String authority() {
    String suffix = ":" + (secure ? HTTPS_PORT : HTTP_PORT);
    String address = address();
    return address.endsWith(suffix)
        ? address.substring(0, address.length() - suffix.length())
        : address;
  }

  /** Returns the address as proxies are chosen by. */
  URI proxied() {
    return URI.create((secure ? "https://" : "http://") + address() + "/");
  }
}
