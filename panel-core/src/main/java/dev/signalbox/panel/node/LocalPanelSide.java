package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.panel.authority.Authority;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets daemons of this JVM join, and takes their links. */
final class LocalPanelSide implements PanelSide {
  private static final Logger log = LoggerFactory.getLogger(LocalPanelSide.class);

  private final NodeStore store;
  private final LinkedNodes linked;
  private final NodeViews views;
  private final Membership members;
  private final JoinCodes codes;
  private final Authority authority;
  private final InstantSource clock;

  @Inject
  LocalPanelSide(
      NodeStore store,
      LinkedNodes linked,
      NodeViews views,
      Membership members,
      JoinCodes codes,
      Authority authority,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.views = requireNonNull(views, "views");
    this.members = requireNonNull(members, "members");
    this.codes = requireNonNull(codes, "codes");
    this.authority = requireNonNull(authority, "authority");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public String fingerprint() {
    return authority.fingerprint();
  }

  @Override
  public JoinAnswer join(String code, JoinRequest request) {
    JoinCodes.Purpose purpose =
        JoinSecret.parse(code)
            .filter(secret -> secret.fingerprint().equals(authority.fingerprint()))
            .flatMap(secret -> codes.take(secret.id()))
            .orElseThrow(StoredNodeLinks::badCode);
    NodeStore.Row row = members.admit(request.identityKey(), purpose, List.of(), null);
    return members.answer(
        row, authority.issueForLocalDaemon(row.id(), request.certificateRequest()));
  }

  @Override
  public boolean knows(DaemonId daemon, byte[] identityKey) {
    return members.knows(daemon, identityKey);
  }

  @Override
  public List<X509Certificate> renew(
      DaemonId daemon, byte[] identityKey, byte[] certificateRequest) {
    members.require(daemon, identityKey);
    return authority.issueForLocalDaemon(daemon, certificateRequest);
  }

  @Override
  public void voidCode(String code) {
    JoinSecret.parse(code).ifPresent(secret -> codes.take(secret.id()));
  }

  /** What a daemon of this program tells of its addresses is the program's own word. */
  @Override
  public void attach(Link link, byte[] identityKey) {
    DaemonHello hello = link.hello();
    members.require(hello.daemon(), identityKey);
    store.accept(hello.daemon(), hello.addresses());
    store.seen(hello.daemon(), hello.version(), List.of(), clock.instant());
    linked.put(link);
    views.changed(hello.daemon());
    log.info("link up daemon={} boot={}", hello.daemon(), hello.boot());
  }

  @Override
  public void detach(DaemonId daemon, Link link) {
    linked.remove(daemon, link);
    views.changed(daemon);
    log.info("link down daemon={}", daemon);
  }
}
