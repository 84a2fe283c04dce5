package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.link.PanelSide;
import dev.signalbox.daemon.event.DaemonEvents;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.operation.DaemonHandlers;
import dev.signalbox.daemon.server.DaemonServer;
import dev.signalbox.daemon.server.ServerConfig;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The link to a panel in this JVM: a call, with tickets checked all the same. */
final class InProcessLink implements Link, Managed {
  private final PanelSide panel;
  private final DaemonIdentity identity;
  private final DaemonServer server;
  private final DaemonHandlers handlers;
  private final Revocations revocations;
  private final DaemonEvents events;
  private final ServerConfig config;
  private @Nullable DaemonHello hello;

  InProcessLink(
      PanelSide panel,
      DaemonIdentity identity,
      DaemonServer server,
      DaemonHandlers handlers,
      Revocations revocations,
      DaemonEvents events,
      ServerConfig config) {
    this.panel = requireNonNull(panel, "panel");
    this.identity = requireNonNull(identity, "identity");
    this.server = requireNonNull(server, "server");
    this.handlers = requireNonNull(handlers, "handlers");
    this.revocations = requireNonNull(revocations, "revocations");
    this.events = requireNonNull(events, "events");
    this.config = requireNonNull(config, "config");
  }

  @Override
  public void start() {
    hello =
        new DaemonHello(
            identity.joined().orElseThrow().daemon(),
            identity.boot(),
            config.version(),
            config.addresses(server.port()));
    panel.attach(this, identity.identityKey().getEncoded());
  }

  @Override
  public void stop() {
    if (hello != null) {
      panel.detach(hello.daemon(), this);
    }
  }

  @Override
  public DaemonHello hello() {
    return requireNonNull(hello, "hello");
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    return handlers.link().handle(request);
  }

  @Override
  public CompletionStage<Void> revoke(UserId person) {
    revocations.revoke(person);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public EventSubscription events(@Nullable EventPosition after, DaemonEventSink sink) {
    return events.follow(after, sink);
  }

  @Override
  public Duration roundTrip() {
    return Duration.ZERO;
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return server.certificate();
  }

  /** One machine, one clock. */
  @Override
  public Duration clockSkew() {
    return Duration.ZERO;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  /** Its addresses are the program's own and do not change. */
  @Override
  public void renewCertificate() {}

  /** The program that has both decides what becomes of the daemon. */
  @Override
  public void forget() {}
}
