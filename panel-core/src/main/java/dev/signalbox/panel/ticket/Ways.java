package dev.signalbox.panel.ticket;

import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.relay.RelayRoutes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** The addresses by which a client reaches a daemon. */
public final class Ways {
  private Ways() {}

  /**
   * Returns the direct address: the one on the host by which the client reached the panel, where
   * the daemon has one there, else its first.
   */
  public static Optional<URI> direct(Node node, HttpRequest request) {
    String host = hostName(request);
    Optional<URI> same =
        node.addresses().stream()
            .filter(uri -> bracketless(uri.getHost()).equals(host))
            .findFirst();
    return same.isPresent() ? same : node.addresses().stream().findFirst();
  }

  /**
   * Returns the address of the relay to a daemon, on the host and port by which the client reached
   * the panel.
   *
   * @param base the path below which the panel is served
   */
  public static URI relay(DaemonId daemon, HttpRequest request, BasePath base) {
    return URI.create(origin(request) + base + RelayRoutes.PREFIX + daemon);
  }

  /** Returns the origin of the panel as the client reached it. */
  public static String origin(HttpRequest request) {
    String scheme = request.peer().secure() ? "https" : "http";
    return scheme + "://" + request.headers().first("Host").orElse("localhost");
  }

  private static String hostName(HttpRequest request) {
    URI authority = URI.create("https://" + request.headers().first("Host").orElse("localhost"));
    return authority.getHost() == null ? "" : bracketless(authority.getHost());
  }

  /** Returns a host without brackets, an IPv6 address in the one form that Java writes. */
  private static String bracketless(String host) {
    if (!host.startsWith("[")) {
      return host;
    }
    try {
      return InetAddress.getByName(host).getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
