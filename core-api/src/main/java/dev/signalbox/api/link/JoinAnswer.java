package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.ticket.TicketKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a daemon that has joined knows of its panel.
 *
 * @param daemon the id that the panel gave it
 * @param name the name that the code was made for
 * @param ticketKeys the public keys that tickets are signed with, at least one
 * @param root the authority's certificate
 * @param chain the daemon's own certificate first, the root left out
 */
public record JoinAnswer(
    DaemonId daemon,
    String name,
    List<TicketKey> ticketKeys,
    X509Certificate root,
    List<X509Certificate> chain) {
  public JoinAnswer {
    requireNonNull(daemon, "daemon");
    requireNonNull(name, "name");
    ticketKeys = List.copyOf(ticketKeys);
    requireNonNull(root, "root");
    chain = List.copyOf(chain);
  }
}
