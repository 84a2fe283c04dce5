package dev.signalbox.panel.node;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the panel knows of daemons on other machines, for whoever carries their links. Safe for any
 * thread; reads and writes the database, so it may block.
 */
public interface NodeLinks {
  /**
   * A daemon that this panel dials, and where.
   *
   * @param key the SHA-256 of the TLS key that it shows there, in hex
   */
  record Dialled(DaemonId daemon, String name, URI address, String key) {}

  /**
   * Returns the secret of a join code that nobody has used yet.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.bad-code}
   */
  JoinSecret pendingCode(String codeId);

  /**
   * Makes a daemon known; spends the code. A daemon whose key is known already stays who it is.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.bad-code} where it was used
   *     meanwhile or is late
   */
  JoinAnswer join(JoinSecret secret, JoinMessages.Asked asked);

  /**
   * Makes a daemon known that waits at an address for this panel to dial. Browsers are sent there
   * too, where it can have a certificate for it.
   *
   * @param key the SHA-256 of the TLS key that it shows there, in hex
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.known} where its key is known;
   *     {@code authority.name-taken} and others of the authority where the address cannot be its
   *     own
   */
  JoinAnswer pair(String name, URI address, String key, JoinMessages.Asked asked);

  /**
   * Returns the key that a daemon joined with.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.unknown-daemon}
   */
  PublicKey identityKey(DaemonId daemon);

  /** Issues a daemon's certificate anew, for the addresses that were accepted. */
  List<X509Certificate> renew(DaemonId daemon, byte[] certificateRequest);

  /**
   * Brings a link up, in place of any other of the same daemon, once it has ended what was revoked
   * while it was away.
   *
   * @throws dev.signalbox.api.error.SignalboxException {@code join.unknown-daemon}; {@code
   *     link.broken} where it does not revoke
   */
  void up(Link link);

  /**
   * Takes a link down; one that was replaced meanwhile is left alone.
   *
   * @param reason what is told of the daemon from now on
   */
  void down(Link link, String reason);

  /** Tells why a daemon has no link: while it is dialled, or because it was turned away. */
  void failing(DaemonId daemon, Node.Status status, String reason);

  /** Tells that a second program has shown the identity of a daemon whose link is up. */
  void replaced(DaemonId daemon, String before, String now);

  /**
   * Returns an address in its one form.
   *
   * @param field what names it where it is refused
   * @throws dev.signalbox.api.error.SignalboxException {@code request.invalid}
   */
  URI checkedAddress(String field, URI address);

  /** Returns the daemons that this panel dials. */
  List<Dialled> dialled();
}
