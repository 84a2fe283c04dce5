package dev.signalbox.panel.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import dev.signalbox.api.transport.TlsSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens with whatever transport it is given. */
final class TransportPanelServer implements PanelServer {
  private static final Logger log = LoggerFactory.getLogger(TransportPanelServer.class);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final ServerConfig config;
  private final HttpTransport transport;
  private final TlsSource tls;
  private final HttpHandler handler;
  private final MeterRegistry registry;
  private volatile @Nullable HttpServer server;
  private TlsSource.@Nullable Subscription renewals;

  TransportPanelServer(
      ServerConfig config,
      HttpTransport transport,
      TlsSource tls,
      HttpHandler handler,
      MeterRegistry registry) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
    this.tls = requireNonNull(tls, "tls");
    this.handler = requireNonNull(handler, "handler");
    this.registry = requireNonNull(registry, "registry");
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
            new ServerSpec("panel", List.of(listener), HttpLimits.DEFAULT),
            config.exposure().around(handler));
    planned.start();
    server = planned;
    renewals = plain ? null : tls.onRenewal(planned::reloadTls);
    FunctionCounter.builder("signalbox.discarded.bytes", this, PanelServer::discardedBytes)
        .description("Bytes of bodies that the panel did not read and threw away")
        .register(registry);
    log.info("panel listening transport={} address={}", transport.name(), planned.addresses());
  }

  @Override
  public void stop() {
    if (renewals != null) {
      renewals.close();
    }
    HttpServer running = server;
    if (running != null) {
      log.info("panel stopped listening outcome={}", running.stop(GRACE));
    }
  }

  @Override
  public long discardedBytes() {
    HttpServer running = server;
    return running == null ? 0 : running.discardedBytes();
  }

  @Override
  public int port() {
    HttpServer running = server;
    if (running == null) {
      throw new IllegalStateException("panel: not started");
    }
    return running.addresses().get(0).getPort();
  }
}
