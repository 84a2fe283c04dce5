package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.operation.DaemonHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens with whatever transport it is given. */
final class TransportDaemonServer implements DaemonServer {
  private static final Logger log = LoggerFactory.getLogger(TransportDaemonServer.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ServerConfig config;
  private final HttpTransport transport;
  private final TlsSource tls;
  private final DaemonHandlers handlers;
  private final LinkEntrance entrance;
  private volatile @Nullable HttpServer server;
  private TlsSource.@Nullable Subscription renewals;

  TransportDaemonServer(
      ServerConfig config,
      HttpTransport transport,
      TlsSource tls,
      DaemonHandlers handlers,
      LinkEntrance entrance) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
    this.tls = requireNonNull(tls, "tls");
    this.handlers = requireNonNull(handlers, "handlers");
    this.entrance = requireNonNull(entrance, "entrance");
  }

  @Override
  public void start() {
    boolean plain = config.exposure().isBehindProxy();
    ListenerSpec listener =
        plain
            ? ListenerSpec.plain(config.bind(), config.port())
            : ListenerSpec.tls(config.bind(), config.port(), tls.current());
    HttpServer planned =
        transport.create(
            new ServerSpec("daemon", List.of(listener), HttpLimits.DEFAULT),
            config.exposure().around(whole()));
    planned.start();
    server = planned;
    renewals = plain ? null : tls.onRenewal(planned::reloadTls);
    log.info("daemon listening transport={} address={}", transport.name(), planned.addresses());
  }

  private HttpHandler whole() {
    HttpHandler api = handlers.listener();
    return entrance
        .handler()
        .<HttpHandler>map(
            link ->
                request ->
                    (request.path().startsWith(LinkEntrance.PREFIX) ? link : api).handle(request))
        .orElse(api);
  }

  @Override
  public void stop() {
    if (renewals != null) {
      renewals.close();
    }
    HttpServer running = server;
    if (running != null) {
      log.info("daemon stopped listening outcome={}", running.stop(GRACE));
    }
  }

  @Override
  public int port() {
    HttpServer running = server;
    if (running == null) {
      throw new IllegalStateException("daemon: not started");
    }
    return running.addresses().get(0).getPort();
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return config.exposure().isBehindProxy()
        ? Optional.empty()
        : Optional.of(tls.current().chain().get(0));
  }
}
