package dev.signalbox.panel.event;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.access.AccessListener;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Callers;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Provides {@link PanelEvents} and {@link EventRoutes}; needs the access service. */
public final class EventModule extends AbstractModule {
  /** Several times the instances, daemons and people of a large panel. */
  private static final int SUBJECTS_KEPT = 20_000;

  @Override
  protected void configure() {
    bind(PanelEvents.class).to(EventRing.class);
    bind(AccessEvents.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), AccessListener.class).addBinding().to(AccessEvents.class);
    bind(EventRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  EventRing ring(InstantSource clock) {
    return new EventRing(SUBJECTS_KEPT, clock);
  }

  @Provides
  @Singleton
  EventSockets sockets(
      EventRing ring,
      AccessService access,
      Callers callers,
      AccessEvents changes,
      Workers workers,
      ScheduledExecutorService timer) {
    return new OpenEventSockets(ring, access, callers, changes, workers, timer);
  }
}
