package dev.signalbox.daemon.identity;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.ticket.TicketKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon knows of the one panel that it has joined, and trusts nothing beyond.
 *
 * @param daemon the id that the panel gave this daemon
 * @param name the name under which an operator made it known
 * @param ticketKeys whose tickets are accepted; at least one
 * @param panelKey the key by which the panel is known on a link; null where it was joined in its
 *     own program by a version that had no links
 * @param way how the link comes about
 * @param root the panel's authority
 * @param chain this daemon's certificate first, the root left out; empty before an address of it
 *     was accepted
 */
public record JoinedPanel(
    DaemonId daemon,
    String name,
    List<TicketKey> ticketKeys,
    @Nullable PublicKey panelKey,
    PanelWay way,
    X509Certificate root,
    List<X509Certificate> chain) {
  public JoinedPanel {
    requireNonNull(daemon, "daemon");
    requireNonNull(name, "name");
    ticketKeys = List.copyOf(ticketKeys);
    requireNonNull(way, "way");
    requireNonNull(root, "root");
    chain = List.copyOf(chain);
    if (ticketKeys.isEmpty()) {
      throw new IllegalArgumentException("ticketKeys: none (expected: at least 1)");
    }
  }

  /**
   * Returns the SHA-256 of the authority's public key in lower-case hex: what tells this panel from
   * every other.
   */
  public String fingerprint() {
    return Certificates.fingerprint(root.getPublicKey());
  }

  @Override
  public String toString() {
    return "JoinedPanel[daemon=" + daemon + ", fingerprint=" + fingerprint() + "]";
  }
}
