package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.ticket.TicketKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a daemon that has joined knows of its panel.
 *
 * @param daemon the id that the panel gave it
 * @param name the name that the code was made for
 * @param ticketKeys the public keys that tickets are signed with, at least one
 * @param panelKey the Ed25519 key by which the daemon knows the panel on a link
 * @param root the authority's certificate
 * @param chain the daemon's own certificate first, the root left out
 */
public record JoinAnswer(
    DaemonId daemon,
    String name,
    List<TicketKey> ticketKeys,
    PublicKey panelKey,
    X509Certificate root,
    List<X509Certificate> chain) {
  public JoinAnswer {
    requireNonNull(daemon, "daemon");
    requireNonNull(name, "name");
    ticketKeys = List.copyOf(ticketKeys);
    requireNonNull(panelKey, "panelKey");
    requireNonNull(root, "root");
    chain = List.copyOf(chain);
  }
}
