package dev.signalbox.panel;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.panel.access.AccessModule;
import dev.signalbox.panel.access.PermissionCatalog;
import dev.signalbox.panel.audit.AuditModule;
import dev.signalbox.panel.authority.AuthorityConfig;
import dev.signalbox.panel.authority.AuthorityModule;
import dev.signalbox.panel.authority.CertificateNames;
import dev.signalbox.panel.control.ControlModule;
import dev.signalbox.panel.database.DatabaseConfig;
import dev.signalbox.panel.database.DatabaseModule;
import dev.signalbox.panel.diagnosis.DiagnosisModule;
import dev.signalbox.panel.event.EventModule;
import dev.signalbox.panel.exchange.ExchangeModule;
import dev.signalbox.panel.grant.GrantModule;
import dev.signalbox.panel.history.HistoryModule;
import dev.signalbox.panel.instance.InstanceModule;
import dev.signalbox.panel.key.ApiKeyModule;
import dev.signalbox.panel.link.LinkConfig;
import dev.signalbox.panel.link.LinkModule;
import dev.signalbox.panel.metric.MetricModule;
import dev.signalbox.panel.node.NodeModule;
import dev.signalbox.panel.relay.RelayModule;
import dev.signalbox.panel.server.PanelServerModule;
import dev.signalbox.panel.server.ServerConfig;
import dev.signalbox.panel.session.SessionModule;
import dev.signalbox.panel.ticket.TicketModule;
import dev.signalbox.panel.user.UserModule;
import dev.signalbox.panel.vault.VaultModule;
import dev.signalbox.panel.web.WebModule;

/**
 * A whole panel. Needs {@code Workers}, a {@code ScheduledExecutorService} of one thread and an
 * {@code InstantSource}.
 */
public final class PanelModule extends AbstractModule {
  private final PanelConfig config;
  private final HttpTransport transport;

  public PanelModule(PanelConfig config, HttpTransport transport) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
  }

  @Override
  protected void configure() {
    bind(OperationTable.class).toInstance(DaemonOperations.table());
    bind(BasePath.class).toInstance(config.exposure().base());
    bind(PermissionCatalog.class).toInstance(PermissionCatalog.of(Permissions.all()));
    install(new DatabaseModule(DatabaseConfig.embedded(config.dataDirectory())));
    install(new VaultModule(config.dataDirectory()));
    install(
        new AuthorityModule(
            new AuthorityConfig(config.dataDirectory(), CertificateNames.parse(config.hosts()))));
    install(new UserModule());
    install(new GrantModule());
    install(new AccessModule());
    install(new EventModule());
    install(new AuditModule());
    install(new SessionModule());
    install(new ApiKeyModule());
    install(new NodeModule());
    install(new DiagnosisModule());
    install(new HistoryModule());
    install(new InstanceModule());
    install(new TicketModule());
    install(new ExchangeModule());
    install(new ControlModule());
    install(new RelayModule());
    install(new LinkModule(new LinkConfig(config.hosts(), trust(), config.version())));
    install(new MetricModule());
    install(new WebModule());
    install(
        new PanelServerModule(
            new ServerConfig(
                config.dataDirectory(),
                config.bind(),
                config.port(),
                config.hosts(),
                config.exposure(),
                config.administratorPassword(),
                config.version()),
            transport));
  }

  /** Behind a proxy that ends TLS the certificate is whatever the proxy has. */
  private TlsTrust trust() {
    return config.exposure().isBehindProxy() ? TlsTrust.WEB : TlsTrust.AUTHORITY;
  }
}
