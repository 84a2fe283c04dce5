package dev.signalbox.api.link;

import dev.signalbox.api.routing.BasePath;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads the addresses where browsers reach a daemon: {@code https://host[:port][/path]}. */
public final class DaemonAddress {
  private DaemonAddress() {}

  /**
   * Reads one; a slash at its end does not count.
   *
   * @throws IllegalArgumentException {@code address: … (expected: …)}
   */
  public static URI parse(String text) {
    try {
      URI uri = new URI(text);
      boolean plain =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65535;
      if (plain) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(
            "https://" + uri.getHost() + port + BasePath.parse(uri.getRawPath()).value());
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Told below, whatever it is.
    }
    throw new IllegalArgumentException(
        "address: " + text + " (expected: https://host[:port][/path])");
  }
}
