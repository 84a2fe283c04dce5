package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.control.ControlMethod;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.control.LinkParty;
import dev.signalbox.api.link.control.LinkRole;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.server.DaemonServer;
import dev.signalbox.daemon.server.ServedCertificate;
import dev.signalbox.daemon.server.ServerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The daemon's end of its link, whoever dialled. */
final class DaemonParty implements LinkParty {
  private final DaemonIdentity identity;
  private final ServerConfig config;
  private final Provider<DaemonServer> server;
  private final Provider<ServedCertificate> certificate;
  private final Revocations revocations;
  private final LinkService service;
  private final CurrentLink current;
  private final LinkStreams streams;
  private final InstantSource clock;

  @Inject
  DaemonParty(
      DaemonIdentity identity,
      ServerConfig config,
      Provider<DaemonServer> server,
      Provider<ServedCertificate> certificate,
      Revocations revocations,
      LinkService service,
      CurrentLink current,
      LinkStreams streams,
      InstantSource clock) {
    this.identity = requireNonNull(identity, "identity");
    this.config = requireNonNull(config, "config");
    this.server = requireNonNull(server, "server");
    this.certificate = requireNonNull(certificate, "certificate");
    this.revocations = requireNonNull(revocations, "revocations");
    this.service = requireNonNull(service, "service");
    this.current = requireNonNull(current, "current");
    this.streams = requireNonNull(streams, "streams");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public LinkRole role() {
    return LinkRole.DAEMON;
  }

  @Override
  public LinkHello hello() {
    DaemonServer listening = server.get();
    return new LinkHello(
        LinkRole.DAEMON,
        joined().daemon().value(),
        LinkHello.newNonce(),
        LinkSession.VERSIONS,
        clock.instant(),
        identity.boot().value(),
        config.version(),
        config.addresses(listening.port()),
        listening.certificate().map(JoinMessages::text).orElse(null));
  }

  @Override
  public byte[] sign(byte[] message) {
    return identity.sign(message);
  }

  @Override
  public PublicKey keyOf(LinkHello other) {
    JoinedPanel panel = joined();
    PublicKey key = panel.panelKey();
    if (key == null || !panel.fingerprint().equals(other.id())) {
      throw new SignalboxException(
          JoinError.OTHER_PANEL, "that is another panel than the one that this daemon has joined");
    }
    return key;
  }

  @Override
  public Map<String, ControlMethod> methods(LinkSession session) {
    return Map.of(
        "revoke", this::revoke,
        "events.ack", this::acknowledge,
        "certificate.due", this::renew,
        "streams.open", parameters -> open(session, parameters),
        "streams.admit", parameters -> admit(session, parameters));
  }

  @Override
  public void up(LinkSession session) {
    current.up(session);
  }

  @Override
  public void down(LinkSession session, LinkEnd end) {
    streams.end(session);
    current.down(session, end);
  }

  private CompletionStage<@Nullable Object> revoke(JsonObject parameters) {
    revocations.revoke(new UserId(parameters.get("person").getAsString()));
    return done();
  }

  private CompletionStage<@Nullable Object> acknowledge(JsonObject parameters) {
    service.acknowledge(
        new EventPosition(
            new BootId(parameters.get("boot").getAsString()), parameters.get("seq").getAsLong()));
    return done();
  }

  private CompletionStage<@Nullable Object> renew(JsonObject parameters) {
    certificate.get().renew();
    return done();
  }

  private CompletionStage<@Nullable Object> open(LinkSession session, JsonObject parameters) {
    streams.open(
        session,
        Stream.of(parameters.getAsJsonArray("tokens"))
            .flatMap(all -> all.asList().stream())
            .map(JsonElement::getAsString)
            .toList());
    return done();
  }

  private CompletionStage<@Nullable Object> admit(LinkSession session, JsonObject parameters) {
    return CompletableFuture.completedStage(
        Map.of("tokens", streams.admit(session, parameters.get("count").getAsInt())));
  }

  private JoinedPanel joined() {
    return identity.joined().orElseThrow();
  }

  private static CompletionStage<@Nullable Object> done() {
    return CompletableFuture.completedStage(null);
  }
}
