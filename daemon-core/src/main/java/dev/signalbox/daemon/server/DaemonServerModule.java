package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.daemon.operation.DaemonHandlers;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Binds the certificate and the listener; needs a {@link Joining}, a {@link CertificateSource} and
 * a {@link LinkEntrance}.
 */
public final class DaemonServerModule extends AbstractModule {
  private final ServerConfig config;
  private final HttpTransport transport;
  private final @Nullable TlsSource tls;

  /**
   * @param tls a certificate to serve instead of the one that joining brings
   */
  public DaemonServerModule(ServerConfig config, HttpTransport transport, @Nullable TlsSource tls) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
    this.tls = tls;
  }

  /** After the joining, which brings the first certificate. */
  @Provides
  @Singleton
  @SuppressWarnings("UnusedVariable") // taken for the order
  JoinedTls joinedTls(
      Joining joined,
      DaemonIdentity identity,
      CertificateSource source,
      InstantSource clock,
      ScheduledExecutorService timer,
      Workers workers) {
    return new JoinedTls(config.exposure(), identity, source, clock, timer, workers);
  }

  /** After the instances, so that what runs is known before anybody can ask. */
  @Provides
  @Singleton
  @SuppressWarnings("UnusedVariable") // taken for the order
  DaemonServer server(
      JoinedTls joined, InstanceService instances, DaemonHandlers handlers, LinkEntrance entrance) {
    return new TransportDaemonServer(
        config, transport, tls == null ? joined : tls, handlers, entrance);
  }

  @Provides
  ServedCertificate servedCertificate(JoinedTls joined) {
    return joined;
  }
}
