package dev.signalbox.daemon;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.signalbox.api.host.HostInfo;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.console.ConsoleLimits;
import dev.signalbox.daemon.console.ConsoleModule;
import dev.signalbox.daemon.driver.InstanceDriver;
import dev.signalbox.daemon.driver.process.ProcessConfig;
import dev.signalbox.daemon.driver.process.ProcessDriverModule;
import dev.signalbox.daemon.event.EventModule;
import dev.signalbox.daemon.file.Durability;
import dev.signalbox.daemon.file.FileModule;
import dev.signalbox.daemon.host.HostConfig;
import dev.signalbox.daemon.host.HostModule;
import dev.signalbox.daemon.identity.IdentityModule;
import dev.signalbox.daemon.instance.InstanceConfig;
import dev.signalbox.daemon.instance.InstanceModule;
import dev.signalbox.daemon.keeper.Keeper;
import dev.signalbox.daemon.keeper.KeeperConfig;
import dev.signalbox.daemon.keeper.KeeperModule;
import dev.signalbox.daemon.link.DaemonLinkModule;
import dev.signalbox.daemon.operation.OperationModule;
import dev.signalbox.daemon.server.DaemonServerModule;
import dev.signalbox.daemon.server.ServerConfig;
import dev.signalbox.daemon.store.InstanceFolders;
import dev.signalbox.daemon.ticket.TicketModule;
import dev.signalbox.daemon.transfer.TransferModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole daemon. Needs {@code Workers}, a {@code ScheduledExecutorService} of one thread and an
 * {@code InstantSource}.
 */
public final class DaemonModule extends AbstractModule {
  private final DaemonConfig config;
  private final HttpTransport transport;
  private final @Nullable TlsSource tls;

  /**
   * @param tls a certificate to serve instead of the one that joining brings
   */
  public DaemonModule(DaemonConfig config, HttpTransport transport, @Nullable TlsSource tls) {
    this.config = requireNonNull(config, "config");
    this.transport = requireNonNull(transport, "transport");
    this.tls = tls;
  }

  @Override
  protected void configure() {
    Path directory = config.dataDirectory();
    bind(KeeperConfig.class).toInstance(KeeperConfig.of(directory.resolve("keeper")));
    install(new IdentityModule(directory));
    install(new EventModule(directory.resolve("events")));
    install(new KeeperModule());
    install(new ConsoleModule(directory.resolve("console"), ConsoleLimits.DEFAULT));
    install(new FileModule());
    install(new TransferModule(durability()));
    install(new ProcessDriverModule(processes()));
    install(new InstanceModule(new InstanceConfig(directory, List.of()), config.onClose()));
    install(new HostModule(new HostConfig(directory, config.version())));
    install(new TicketModule());
    install(new OperationModule(DaemonOperations.table(), Set.copyOf(config.hosts())));
    ServerConfig server =
        new ServerConfig(
            config.bind(),
            config.port(),
            config.hosts(),
            config.exposure(),
            config.addresses(),
            config.version());
    install(new DaemonServerModule(server, transport, tls));
    install(new DaemonLinkModule(config.uplink(), config.offlineGrace(), server));
  }

  @Provides
  List<HostInfo.Driver> drivers(Set<InstanceDriver> drivers, Keeper keeper) {
    List<String> limitations = keeper.capabilities().limitations();
    String reason = limitations.isEmpty() ? null : String.join("; ", limitations);
    return drivers.stream()
        .map(driver -> new HostInfo.Driver(driver.type(), true, reason))
        .toList();
  }

  private Durability durability() {
    return config.uploads() == DaemonConfig.Uploads.DURABLE ? Durability.POWER : Durability.PROCESS;
  }

  private ProcessConfig processes() {
    return ProcessConfig.ofThisProcess(
        InstanceFolders.below(config.dataDirectory()).isRoot(),
        config.privileges() == DaemonConfig.Privileges.ROOT_ALLOWED);
  }
}
