package dev.signalbox.panel.server;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.routing.HostFilter;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.SecurityHeaders;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.panel.audit.ApiFilters;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.openapi.OpenApiRoutes;
import dev.signalbox.panel.user.UserService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;

/** Binds the listener and the router behind it; needs the routes of every feature. */
public final class PanelServerModule extends AbstractModule {
  private final ServerConfig config;
  private final HttpTransport transport;

  public PanelServerModule(ServerConfig config, HttpTransport transport) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
  }

  @Override
  protected void configure() {
    bind(ServerConfig.class).toInstance(config);
    bind(PanelRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  FirstAdministrator firstAdministrator(UserService users) {
    return new FirstAdministrator(users, config);
  }

  @Provides
  @Singleton
  RenewedTls renewedTls(Authority authority, ScheduledExecutorService timer, Workers workers) {
    return new RenewedTls(authority, timer, workers);
  }

  @Provides
  TlsSource tls(RenewedTls renewed) {
    return renewed;
  }

  @Provides
  @Singleton
  Router router(PanelRoutes features, ApiFilters filters, Workers workers) {
    Router.Builder router =
        Router.builder(workers).filter(HostFilter.of(config.hosts())).filter(new SecurityHeaders());
    filters.inOrder().forEach(router::filter);
    return router
        .routes(
            OpenApiRoutes.describing(features.all(), config.version(), config.exposure().base()))
        .build();
  }

  /** Takes the first administrator too, so that nobody is let in before there is one. */
  @Provides
  @Singleton
  @SuppressWarnings("UnusedVariable") // taken for the order
  PanelServer server(
      Router router, TlsSource tls, FirstAdministrator administrator, MeterRegistry registry) {
    return new TransportPanelServer(config, transport, tls, router, registry);
  }
}
