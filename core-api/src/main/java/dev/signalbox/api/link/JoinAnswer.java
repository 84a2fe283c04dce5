package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * What a daemon that has joined knows of its panel.
 *
 * @param daemon the id that the panel gave it
 * @param name the name that the code was made for
 * @param ticketKeys the public keys that tickets are signed with, by key id, X.509 encoded
 * @param root the authority's certificate
 * @param chain the daemon's own certificate first, the root left out
 */
public record JoinAnswer(
    DaemonId daemon,
    String name,
    Map<String, byte[]> ticketKeys,
    X509Certificate root,
    List<X509Certificate> chain) {
  public JoinAnswer {
    requireNonNull(daemon, "daemon");
    requireNonNull(name, "name");
    ticketKeys = Map.copyOf(ticketKeys);
    requireNonNull(root, "root");
    chain = List.copyOf(chain);
  }
}
