package dev.signalbox.daemon.event;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.instance.InstanceEvents;
import dev.signalbox.daemon.instance.InstanceService;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Binds {@link DaemonEvents}; needs the instances and the identity. */
public final class EventModule extends AbstractModule {
  @Provides
  @Singleton
  DaemonEvents events(
      InstanceService instances,
      InstanceEvents source,
      DaemonIdentity identity,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    return new NumberedEvents(instances, source, identity, workers, timer, clock);
  }
}
