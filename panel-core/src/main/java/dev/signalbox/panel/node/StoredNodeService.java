package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.grant.GrantService;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins what the database knows of the daemons with the links that are up. */
final class StoredNodeService implements NodeService {
  private static final Logger log = LoggerFactory.getLogger(StoredNodeService.class);
  private static final Duration SHORTEST_CODE_LIFE = Duration.ofMinutes(1);
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,100}");

  private final NodeStore store;
  private final LinkedNodes linked;
  private final NodeViews views;
  private final JoinCodes codes;
  private final NodeNames names;
  private final PanelSide panel;
  private final Authority authority;
  private final GrantService grants;
  private final InstantSource clock;

  @Inject
  StoredNodeService(
      NodeStore store,
      LinkedNodes linked,
      NodeViews views,
      JoinCodes codes,
      NodeNames names,
      PanelSide panel,
      Authority authority,
      GrantService grants,
      InstantSource clock) {
    this.store = requireNonNull(store, "store");
    this.linked = requireNonNull(linked, "linked");
    this.views = requireNonNull(views, "views");
    this.codes = requireNonNull(codes, "codes");
    this.names = requireNonNull(names, "names");
    this.panel = requireNonNull(panel, "panel");
    this.authority = requireNonNull(authority, "authority");
    this.grants = requireNonNull(grants, "grants");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public JoinCode joinCode(NewJoinCode wanted) {
    checkName(wanted.name());
    Duration life = wanted.expiresIn();
    if (life.compareTo(SHORTEST_CODE_LIFE) < 0 || life.compareTo(NewJoinCode.LIFE) > 0) {
      throw SignalboxException.invalid(
          "expiresIn", "expiresIn: " + life + " (expected: PT1M to PT15M)");
    }
    JoinSecret secret = JoinSecret.random(panel.fingerprint(), wanted.trust());
    Instant expiresAt = clock.instant().plus(life);
    codes.add(
        secret,
        new JoinCodes.Purpose(wanted.name(), Addresses.checked(wanted.addresses())),
        expiresAt);
    log.info("join code made name={}", wanted.name());
    return new JoinCode(secret.code(), expiresAt, panel);
  }

  @Override
  public List<Node> list() {
    return store.list().stream().map(views::view).toList();
  }

  @Override
  public Node get(DaemonId id) {
    return views.view(row(id));
  }

  @Override
  public Node rename(DaemonId id, String name) {
    checkName(name);
    if (store.list().stream().anyMatch(row -> row.name().equals(name) && !row.id().equals(id))) {
      throw SignalboxException.ofField(
          NodeError.NAME_TAKEN, "name", "another daemon is called " + name);
    }
    if (!store.rename(id, name)) {
      throw unknown(id);
    }
    views.changed(id);
    return get(id);
  }

  @Override
  public Node accept(DaemonId id, List<URI> addresses) {
    List<URI> checked = Addresses.checked(addresses);
    row(id);
    Optional<Link> link = linked.find(id);
    if (link.filter(Link::isLocal).isPresent()) {
      throw SignalboxException.invalid(
          "addresses", "addresses: given (expected: none for a daemon in the panel's own program)");
    }
    // Where TLS ends at a proxy the daemon needs no certificate, and the names may be anybody's.
    if (link.filter(up -> up.certificate().isPresent()).isPresent()) {
      names.reserve(id, checked);
    }
    store.accept(id, checked);
    link.ifPresent(Link::renewCertificate);
    views.changed(id);
    log.info("addresses accepted daemon={} addresses={}", id, checked);
    return get(id);
  }

  @Override
  public void remove(DaemonId id) {
    if (!store.delete(id)) {
      throw unknown(id);
    }
    linked.find(id).ifPresent(Link::forget);
    linked.forget(id);
    views.removed(id);
    authority.release(id);
    grants.forget(id);
    log.info("daemon removed id={}", id);
  }

  @Override
  public Link link(DaemonId id) {
    return linked
        .find(id)
        .orElseThrow(
            () ->
                new SignalboxException(
                    NodeError.OFFLINE,
                    row(id).name() + " is offline: " + views.without(row(id)).reason()));
  }

  private NodeStore.Row row(DaemonId id) {
    return store.find(id).orElseThrow(() -> unknown(id));
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw SignalboxException.invalid(
          "name", "name: " + name.length() + " characters (expected: 1 to 100 printable ones)");
    }
  }

  private static SignalboxException unknown(DaemonId id) {
    return new SignalboxException(NodeError.UNKNOWN, "there is no daemon " + id);
  }
}
