package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.event.DaemonEvents;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.daemon.operation.DaemonHandlers;
import dev.signalbox.daemon.transfer.Transfers;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Binds the joining, the listener and the link, which start in this order. */
public final class DaemonServerModule extends AbstractModule {
  private final ServerConfig config;
  private final HttpTransport transport;
  private final JoinCode code;
  private final @Nullable TlsSource tls;

  /**
   * @param tls a certificate to serve instead of the one that joining brings
   */
  public DaemonServerModule(
      ServerConfig config, HttpTransport transport, JoinCode code, @Nullable TlsSource tls) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
    this.code = requireNonNull(code, "code");
    this.tls = tls;
  }

  @Provides
  @Singleton
  PanelJoin join(DaemonIdentity identity) {
    return new PanelJoin(code, identity);
  }

  /** After the joining, which brings the first certificate. */
  @Provides
  @Singleton
  @SuppressWarnings("UnusedVariable") // taken for the order
  JoinedTls joinedTls(
      PanelJoin joined,
      DaemonIdentity identity,
      InstantSource clock,
      ScheduledExecutorService timer,
      Workers workers) {
    return new JoinedTls(config.exposure(), identity, code.panel(), clock, timer, workers);
  }

  /** After the instances, so that what runs is known before anybody can ask. */
  @Provides
  @Singleton
  @SuppressWarnings("UnusedVariable") // taken for the order
  DaemonServer server(JoinedTls joined, InstanceService instances, DaemonHandlers handlers) {
    return new TransportDaemonServer(config, transport, tls == null ? joined : tls, handlers);
  }

  @Provides
  @Singleton
  InProcessLink link(
      DaemonIdentity identity,
      DaemonServer server,
      DaemonHandlers handlers,
      Consoles consoles,
      Transfers transfers,
      DaemonEvents events) {
    return new InProcessLink(
        code.panel(), identity, server, handlers, consoles, transfers, events, config);
  }
}
