package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.JoinAnswer;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.JoinRequest;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.LinkError;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.panel.audit.AuditEntry;
import dev.signalbox.panel.audit.AuditService;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets daemons of other machines join, and takes their links. */
final class StoredNodeLinks implements NodeLinks {
  private static final Logger log = LoggerFactory.getLogger(StoredNodeLinks.class);
  private static final int OK = 200;
  private static final Duration REVOCATIONS = Duration.ofSeconds(5);

  private final NodeStore store;
  private final LinkedNodes linked;
  private final NodeViews views;
  private final Standings standings;
  private final Membership members;
  private final JoinCodes codes;
  private final NodeNames names;
  private final LinkRevocation revocation;
  private final AuditService audit;
  private final InstantSource clock;

  @Inject
  StoredNodeLinks(
      NodeStore store,
      LinkedNodes linked,
      NodeViews views,
      Standings standings,
      Membership members,
      JoinCodes codes,
      NodeNames names,
      LinkRevocation revocation,
      AuditService audit,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.views = requireNonNull(views, "views");
    this.standings = requireNonNull(standings, "standings");
    this.members = requireNonNull(members, "members");
    this.codes = requireNonNull(codes, "codes");
    this.names = requireNonNull(names, "names");
    this.revocation = requireNonNull(revocation, "revocation");
    this.audit = requireNonNull(audit, "audit");
    this.clock = requireNonNull(clock, "clock");
  }

  static SignalboxException badCode() {
    return new SignalboxException(
        JoinError.BAD_CODE, "the join code is unknown, was used before, or is late; make another");
  }

  @Override
  public JoinSecret pendingCode(String codeId) {
    return codes.find(codeId).orElseThrow(StoredNodeLinks::badCode);
  }

  @Override
  public JoinAnswer join(JoinSecret secret, JoinMessages.Asked asked) {
    JoinRequest request = asked.request();
    checkKey(request);
    JoinCodes.Purpose purpose = codes.take(secret.id()).orElseThrow(StoredNodeLinks::badCode);
    NodeStore.Row row =
        members.admit(request.identityKey(), purpose, Addresses.sound(asked.addresses()), null);
    views.changed(row.id());
    return members.answer(row, names.issue(row, request.certificateRequest()));
  }

  @Override
  public JoinAnswer pair(String name, URI address, String tlsKey, JoinMessages.Asked asked) {
    JoinRequest request = asked.request();
    checkKey(request);
    String key = Base64.getEncoder().encodeToString(request.identityKey());
    store
        .findByKey(key)
        .ifPresent(
            row -> {
              throw new SignalboxException(
                  NodeError.KNOWN, "that daemon is this panel's already, as " + row.name());
            });
    NodeStore.Row row =
        members.admit(
            request.identityKey(),
            new JoinCodes.Purpose(name, List.of()),
            Addresses.sound(asked.addresses()),
            new NodeStore.Dial(address, tlsKey));
    JoinAnswer answer = members.answer(row, issue(row, address, request.certificateRequest()));
    views.changed(row.id());
    return answer;
  }

  /** Accepts the address for browsers, where the daemon can have a certificate for it. */
  private List<X509Certificate> issue(NodeStore.Row row, URI address, byte[] certificateRequest) {
    try {
      names.reserve(row.id(), List.of(address));
      store.accept(row.id(), List.of(address));
    } catch (SignalboxException e) {
      log.info("address not for browsers address={} reason={}", address, e.getMessage());
    }
    return names.issue(members.require(row.id()), certificateRequest);
  }

  @Override
  public PublicKey identityKey(DaemonId daemon) {
    return JoinMessages.identityKey(
        Base64.getDecoder().decode(members.require(daemon).identityKey()));
  }

  @Override
  public List<X509Certificate> renew(DaemonId daemon, byte[] certificateRequest) {
    List<X509Certificate> chain = names.issue(members.require(daemon), certificateRequest);
    views.changed(daemon);
    return chain;
  }

  @Override
  public void up(Link link) {
    DaemonHello hello = link.hello();
    DaemonId id = hello.daemon();
    NodeStore.Row row = members.require(id);
    try {
      revocation.catchUp(link, REVOCATIONS);
    } catch (CompletionException e) {
      throw new SignalboxException(
          LinkError.BROKEN, "the daemon did not end what was revoked meanwhile", e);
    }
    store.seen(id, hello.version(), Addresses.sound(hello.addresses()), clock.instant());
    linked.put(link);
    if (link.certificate().filter(served -> !names.isFor(row, served)).isPresent()) {
      link.renewCertificate();
    }
    standings.forget(id);
    views.changed(id);
    log.info("link up daemon={} boot={}", id, hello.boot());
  }

  @Override
  public void down(Link link, String reason) {
    DaemonId id = link.hello().daemon();
    if (linked.remove(id, link)) {
      standings.set(id, Node.Status.OFFLINE, reason);
      views.changed(id);
      log.info("link down daemon={} reason={}", id, reason);
    }
  }

  @Override
  public void failing(DaemonId daemon, Node.Status status, String reason) {
    if (linked.find(daemon).isEmpty() && store.find(daemon).isPresent()) {
      if (standings.set(daemon, status, reason)) {
        views.changed(daemon);
      }
    }
  }

  @Override
  public void replaced(DaemonId daemon, String before, String now) {
    log.warn("a second link with one identity daemon={} before={} now={}", daemon, before, now);
    audit.record(
        new AuditEntry(
            clock.instant(),
            null,
            "system:link",
            "daemons.link-replaced",
            daemon,
            null,
            OK,
            Map.of("before", before, "now", now),
            now));
  }

  @Override
  public URI checkedAddress(String field, URI address) {
    return Addresses.checked(field, address);
  }

  @Override
  public List<Dialled> dialled() {
    return store.list().stream()
        .flatMap(
            row ->
                Stream.ofNullable(row.dial())
                    .map(dial -> new Dialled(row.id(), row.name(), dial.address(), dial.key())))
        .toList();
  }

  private static void checkKey(JoinRequest request) {
    try {
      JoinMessages.identityKey(request.identityKey());
    } catch (IllegalArgumentException e) {
      throw new SignalboxException(JoinError.BAD_CODE, "the identity key is no Ed25519 key", e);
    }
  }
}
