package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.control.ControlMethod;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.control.LinkParty;
import dev.signalbox.api.link.control.LinkRole;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeLinks;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.node.PanelIdentity;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The panel's end of one link. */
final class PanelParty implements LinkParty {
  private final LinkConfig config;
  private final Authority authority;
  private final PanelIdentity identity;
  private final NodeLinks nodes;
  private final NodeService service;
  private final InstantSource clock;
  private final UpLinks links;
  private final LinkOrigin origin;
  private @Nullable DaemonId claimed;

  PanelParty(
      LinkConfig config,
      Authority authority,
      PanelIdentity identity,
      NodeLinks nodes,
      NodeService service,
      InstantSource clock,
      UpLinks links,
      LinkOrigin origin) {
    this.config = requireNonNull(config, "config");
    this.authority = requireNonNull(authority, "authority");
    this.identity = requireNonNull(identity, "identity");
    this.nodes = requireNonNull(nodes, "nodes");
    this.service = requireNonNull(service, "service");
    this.clock = requireNonNull(clock, "clock");
    this.links = requireNonNull(links, "links");
    this.origin = requireNonNull(origin, "origin");
  }

  @Override
  public LinkRole role() {
    return LinkRole.PANEL;
  }

  @Override
  public LinkHello hello() {
    return new LinkHello(
        LinkRole.PANEL,
        authority.fingerprint(),
        LinkHello.newNonce(),
        LinkSession.VERSIONS,
        clock.instant(),
        null,
        config.version(),
        List.of(),
        null);
  }

  @Override
  public byte[] sign(byte[] message) {
    return identity.sign(message);
  }

  @Override
  public PublicKey keyOf(LinkHello other) {
    DaemonId daemon = daemon(other);
    claimed = daemon;
    return nodes.identityKey(origin.expected(daemon));
  }

  @Override
  public Map<String, ControlMethod> methods(LinkSession session) {
    return Map.of(
        "certificate.renew", parameters -> renew(session, parameters),
        "leave", parameters -> leave(session));
  }

  @Override
  public void up(LinkSession session) {
    links.up(session, origin);
  }

  @Override
  public void down(LinkSession session, LinkEnd end) {
    DaemonId said = claimed;
    if (!end.wasUp() && said != null) {
      // Anybody may claim an id: it is told only of a daemon that has no link anyway.
      nodes.failing(
          said,
          Node.Status.REFUSED,
          "who says at " + origin.address() + " that it is this daemon: " + end.reason());
    }
    links.down(session, end, origin);
  }

  private CompletionStage<@Nullable Object> renew(LinkSession session, JsonObject parameters) {
    byte[] request;
    try {
      request = Base64.getDecoder().decode(parameters.get("request").getAsString());
    } catch (RuntimeException e) {
      throw SignalboxException.invalid("request", "request: unreadable (expected: base 64)");
    }
    List<X509Certificate> chain = nodes.renew(daemon(session.other()), request);
    links.certificate(session, chain.get(0));
    return CompletableFuture.completedStage(
        Map.of("chain", chain.stream().map(JoinMessages::text).toList()));
  }

  private CompletionStage<@Nullable Object> leave(LinkSession session) {
    service.remove(daemon(session.other()));
    return CompletableFuture.completedStage(null);
  }

  private static DaemonId daemon(LinkHello hello) {
    try {
      return new DaemonId(hello.id());
    } catch (IllegalArgumentException e) {
      throw new SignalboxException(JoinError.UNKNOWN_DAEMON, "that is no daemon's id", e);
    }
  }
}
