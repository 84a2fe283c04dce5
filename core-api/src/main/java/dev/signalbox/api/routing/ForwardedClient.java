package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the client in {@code X-Forwarded-For}: each proxy adds behind what it got, so only what
 * trusted ones added, at the right, is true.
 */
final class ForwardedClient {
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]*)]|([0-9.]*))(?::([0-9]{1,5}))?");

  private ForwardedClient() {}

  /**
   * Returns the rightmost address that is no trusted one; the leftmost where all are. Where a proxy
   * says that it does not know, or nothing readable, that proxy stands for its client.
   *
   * @param nearest the proxy that sent the request
   */
  static InetSocketAddress of(
      HttpHeaders headers, InetSocketAddress nearest, Predicate<InetAddress> trusted) {
    List<String> chain = headers.members("X-Forwarded-For");
    InetSocketAddress client = nearest;
    for (int i = chain.size() - 1; i >= 0 && trusted.test(client.getAddress()); i--) {
      Optional<InetSocketAddress> named = node(chain.get(i));
      if (named.isEmpty()) {
        return client;
      }
      client = named.get();
    }
    return client;
  }

  /** Reads an address with a port or without; one of IPv6 in brackets or not. */
  private static Optional<InetSocketAddress> node(String text) {
    Optional<InetAddress> bare = AddressLiteral.parse(text);
    if (bare.isPresent()) {
      return bare.map(address -> new InetSocketAddress(address, 0));
    }
    Matcher node = NODE.matcher(text);
    if (!node.matches()) {
      return Optional.empty();
    }
    String host = node.group(1) != null ? node.group(1) : node.group(2);
    int port = node.group(3) == null ? 0 : Integer.parseInt(node.group(3));
    return port > 65535
        ? Optional.empty()
        : AddressLiteral.parse(host).map(address -> new InetSocketAddress(address, port));
  }
}
