package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.authority.TicketKeys;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets daemons of this JVM join, and takes their links. */
final class LocalPanelSide implements PanelSide {
  private static final Logger log = LoggerFactory.getLogger(LocalPanelSide.class);

  private final NodeStore store;
  private final LinkedNodes linked;
  private final NodeViews views;
  private final Authority authority;
  private final TicketKeys keys;
  private final InstantSource clock;

  @Inject
  LocalPanelSide(
      NodeStore store,
      LinkedNodes linked,
      NodeViews views,
      Authority authority,
      TicketKeys keys,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.views = requireNonNull(views, "views");
    this.authority = requireNonNull(authority, "authority");
    this.keys = requireNonNull(keys, "keys");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public String fingerprint() {
    return authority.fingerprint();
  }

  @Override
  public JoinAnswer join(String code, JoinRequest request) {
    Instant now = clock.instant();
    String wanted =
        JoinSecret.parse(code, authority.fingerprint())
            .flatMap(secret -> store.takeCode(secret.hash(), now))
            .orElseThrow(
                () ->
                    new SignalboxException(
                        JoinError.BAD_CODE,
                        "the join code is unknown, was used before, or is late; make another"));
    DaemonId id = DaemonId.random();
    String name =
        store.insert(
            new NodeStore.Row(id, wanted, encoded(request.identityKey()), List.of(), "", now, now));
    log.info("daemon joined id={} name={}", id, name);
    return new JoinAnswer(
        id,
        name,
        keys.trusted(),
        authority.root(),
        authority.issueForLocalDaemon(id, request.certificateRequest()));
  }

  @Override
  public boolean knows(DaemonId daemon, byte[] identityKey) {
    return store
        .find(daemon)
        .filter(row -> row.identityKey().equals(encoded(identityKey)))
        .isPresent();
  }

  @Override
  public List<X509Certificate> renew(
      DaemonId daemon, byte[] identityKey, byte[] certificateRequest) {
    requireKnown(daemon, identityKey);
    return authority.issueForLocalDaemon(daemon, certificateRequest);
  }

  @Override
  public void voidCode(String code) {
    JoinSecret.parse(code, authority.fingerprint())
        .ifPresent(secret -> store.takeCode(secret.hash(), clock.instant()));
  }

  @Override
  public void attach(Link link, byte[] identityKey) {
    DaemonId id = link.hello().daemon();
    requireKnown(id, identityKey);
    store.seen(id, link.hello().version(), link.hello().addresses(), clock.instant());
    linked.put(link);
    views.changed(id);
    log.info("link up daemon={} boot={}", id, link.hello().boot());
  }

  @Override
  public void detach(DaemonId daemon, Link link) {
    linked.remove(daemon, link);
    views.changed(daemon);
    log.info("link down daemon={}", daemon);
  }

  private void requireKnown(DaemonId id, byte[] identityKey) {
    if (!knows(id, identityKey)) {
      throw new SignalboxException(
          JoinError.UNKNOWN_DAEMON,
          "this panel does not know the daemon "
              + id
              + "; it may have been removed. Let it join again");
    }
  }

  private static String encoded(byte[] key) {
    return Base64.getEncoder().encodeToString(key);
  }
}
