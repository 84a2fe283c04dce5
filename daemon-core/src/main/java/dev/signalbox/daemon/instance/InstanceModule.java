package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.driver.InstanceDriver;
import dev.signalbox.daemon.file.InstanceDirectories;
import dev.signalbox.daemon.file.RootedDirectories;
import dev.signalbox.daemon.operation.OperationBinder;
import dev.signalbox.daemon.store.DocumentStore;
import dev.signalbox.daemon.store.InstanceFolders;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Binds {@link InstanceService}, {@link InstanceEvents} and {@link InstanceDirectories} over every
 * bound {@link InstanceDriver}.
 *
 * <p>Needs {@link Workers}, a {@link ScheduledExecutorService} of one thread, an {@link
 * InstantSource}, {@link RootedDirectories}, the {@code ConsoleModule} and a driver's module such
 * as {@code ProcessDriverModule}.
 */
public final class InstanceModule extends AbstractModule {
  private final InstanceConfig config;
  private final OnClose onClose;

  public InstanceModule(InstanceConfig config, OnClose onClose) {
    this.config = requireNonNull(config, "config");
    this.onClose = requireNonNull(onClose, "onClose");
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), InstanceDriver.class);
    OperationBinder.of(binder()).serve(InstanceRoutes.class);
    bind(LocalInstanceService.class).in(Scopes.SINGLETON);
    bind(InstanceBroadcast.class).toInstance(new InstanceBroadcast());
    bind(InstanceEvents.class).to(InstanceBroadcast.class);
    bind(InstanceService.class).to(LocalInstanceService.class);
    if (onClose == OnClose.STOP) {
      bind(StopOnClose.class).asEagerSingleton();
    }
  }

  @Provides
  @Singleton
  InstanceFolders folders() {
    return InstanceFolders.below(config.dataDirectory());
  }

  @Provides
  @Singleton
  InstancePlans plans(Set<InstanceDriver> drivers, InstanceFolders folders) {
    return new InstancePlans(drivers, config, folders);
  }

  @Provides
  @Singleton
  SupervisorContext context(
      InstancePlans plans,
      Consoles consoles,
      InstanceBroadcast broadcast,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    InstanceRecords records =
        new InstanceRecords(DocumentStore.in(config.dataDirectory().resolve("instances-meta")));
    return new SupervisorContext(records, plans, consoles, broadcast, workers, timer, clock);
  }

  @Provides
  @Singleton
  InstanceDirectories directories(
      LocalInstanceService instances, InstancePlans plans, RootedDirectories directories) {
    return new RootedInstanceDirectories(instances, plans, directories);
  }
}
