package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.SecurityHeaders;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.secret.Sha256;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Listens with a key that the pairing code pins, and answers whoever has the code's secret. */
final class ListeningOffer implements DaemonJoining.PairingOffer {
  private static final String PATH = "/link/v1/pair";
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final DaemonIdentity identity;
  private final JoinSecret secret;
  private final JoinMessages.Sealed request;
  private final Duration patience;
  private final Workers workers = Workers.create("pairing");
  private final CompletableFuture<JoinedPanel> paired = new CompletableFuture<>();
  private final HttpServer server;

  private ListeningOffer(
      DaemonIdentity identity,
      JoinSecret secret,
      JoinMessages.Sealed request,
      HttpTransport transport,
      ListenerSpec listener,
      Duration patience) {
    this.identity = requireNonNull(identity, "identity");
    this.secret = requireNonNull(secret, "secret");
    this.request = requireNonNull(request, "request");
    this.patience = requireNonNull(patience, "patience");
    this.server =
        transport.create(
            new ServerSpec("pairing", List.of(listener), HttpLimits.DEFAULT),
            Router.builder(workers)
                .filter(new SecurityHeaders())
                .routes(
                    List.of(Route.of("GET", PATH, this::ask), Route.of("POST", PATH, this::take)))
                .build());
  }

  static ListeningOffer open(
      DaemonIdentity identity,
      String version,
      HttpTransport transport,
      String bind,
      int port,
      List<URI> addresses,
      Duration patience) {
    JoinSecret secret =
        JoinSecret.random(Sha256.hex(identity.tlsKey().getEncoded()), TlsTrust.AUTHORITY);
    ListeningOffer offer =
        new ListeningOffer(
            identity,
            secret,
            new JoinClient(identity, version).ask(secret, addresses),
            transport,
            ListenerSpec.tls(bind, port, identity.selfSigned(Instant.now())),
            patience);
    try {
      offer.server.start();
      return offer;
    } catch (RuntimeException e) {
      offer.workers.close();
      throw e;
    }
  }

  @Override
  public String code() {
    return secret.code();
  }

  @Override
  public int port() {
    return server.addresses().get(0).getPort();
  }

  @Override
  public JoinedPanel await() {
    try {
      return paired.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SignalboxException(
          JoinError.UNREACHABLE,
          "no panel has paired within " + patience.toMinutes() + " minutes; begin again",
          e);
    } catch (ExecutionException e) {
      throw new SignalboxException(JoinError.UNREACHABLE, "pairing failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(JoinError.UNREACHABLE, "pairing was broken off", e);
    }
  }

  @Override
  public void close() {
    server.stop(GRACE);
    workers.close();
  }

  private CompletionStage<HttpReply> ask(RoutedRequest asked) {
    return Replies.ok(request).asStage();
  }

  private CompletionStage<HttpReply> take(RoutedRequest asked) {
    return asked
        .json(JoinMessages.Sealed.class)
        .thenApply(
            said -> {
              JoinedPanel panel =
                  identity.join(JoinMessages.answered(secret, request, said), PanelWay.await());
              paired.complete(panel);
              return Replies.noContent();
            });
  }
}
