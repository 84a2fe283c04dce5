package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.authority.TicketKeys;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which daemons are the panel's, by their identity keys. */
final class Membership {
  private static final Logger log = LoggerFactory.getLogger(Membership.class);

  private final NodeStore store;
  private final Authority authority;
  private final TicketKeys keys;
  private final PanelIdentity identity;
  private final InstantSource clock;

  @Inject
  Membership(
      NodeStore store,
      Authority authority,
      TicketKeys keys,
      PanelIdentity identity,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.authority = requireNonNull(authority, "authority");
    this.keys = requireNonNull(keys, "keys");
    this.identity = requireNonNull(identity, "identity");
    this.clock = requireNonNull(clock, "clock");
  }

  /** Makes a daemon known; one whose key is known stays who it is. */
  NodeStore.Row admit(
      byte[] identityKey,
      JoinCodes.Purpose purpose,
      List<URI> proposed,
      NodeStore.@Nullable Dial dial) {
    return store
        .findByKey(encoded(identityKey))
        .orElseGet(() -> added(identityKey, purpose, proposed, dial));
  }

  private NodeStore.Row added(
      byte[] identityKey,
      JoinCodes.Purpose purpose,
      List<URI> proposed,
      NodeStore.@Nullable Dial dial) {
    Instant now = clock.instant();
    DaemonId id = DaemonId.random();
    String name =
        store.insert(
            new NodeStore.Row(
                id,
                purpose.name(),
                encoded(identityKey),
                purpose.addresses(),
                proposed,
                dial,
                "",
                now,
                now));
    log.info("daemon joined id={} name={}", id, name);
    return store.find(id).orElseThrow();
  }

  JoinAnswer answer(NodeStore.Row row, List<X509Certificate> chain) {
    return new JoinAnswer(
        row.id(), row.name(), keys.trusted(), identity.key(), authority.root(), chain);
  }

  /**
   * Returns a daemon that is known by that key.
   *
   * @throws SignalboxException {@code join.unknown-daemon}
   */
  NodeStore.Row require(DaemonId id, byte[] identityKey) {
    NodeStore.Row row = require(id);
    if (!row.identityKey().equals(encoded(identityKey))) {
      throw unknown(id);
    }
    return row;
  }

  NodeStore.Row require(DaemonId id) {
    return store.find(id).orElseThrow(() -> unknown(id));
  }

  boolean knows(DaemonId id, byte[] identityKey) {
    return store.find(id).filter(row -> row.identityKey().equals(encoded(identityKey))).isPresent();
  }

  private static SignalboxException unknown(DaemonId id) {
    return new SignalboxException(
        JoinError.UNKNOWN_DAEMON,
        "this panel does not know the daemon "
            + id
            + "; it may have been removed. Let it join again");
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
