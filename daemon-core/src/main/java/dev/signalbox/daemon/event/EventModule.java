package dev.signalbox.daemon.event;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.instance.InstanceEvents;
import dev.signalbox.daemon.instance.InstanceService;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Binds {@link DaemonEvents}; needs the instances and the identity. To be installed before the
 * instances, so that it hears what they find when they start.
 */
public final class EventModule extends AbstractModule {
  private final Path directory;

  /**
   * @param directory where events are kept until a panel has them
   */
  public EventModule(Path directory) {
    this.directory = requireNonNull(directory, "directory");
  }

  @Provides
  @Singleton
  DaemonEvents events(
      Provider<InstanceService> instances,
      InstanceEvents source,
      DaemonIdentity identity,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    return new SpooledEvents(
        directory,
        SpoolLimits.DEFAULT,
        () -> instances.get().list(),
        source,
        identity,
        workers,
        timer,
        clock);
  }
}
