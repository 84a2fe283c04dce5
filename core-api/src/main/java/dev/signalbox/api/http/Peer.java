package dev.signalbox.api.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * The other end of a connection.
 *
 * @param remote the client's address; behind a trusted proxy, the one that the proxy names
 * @param local the address that the client connected to
 * @param secure whether the client speaks TLS, to us or to a trusted proxy
 */
public record Peer(InetSocketAddress remote, InetSocketAddress local, boolean secure) {
  public Peer {
    requireNonNull(remote, "remote");
    requireNonNull(local, "local");
  }
}
