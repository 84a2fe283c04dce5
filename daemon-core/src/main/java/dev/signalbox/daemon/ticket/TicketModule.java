package dev.signalbox.daemon.ticket;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.daemon.identity.DaemonIdentity;
import java.time.InstantSource;
import java.util.Set;

/**
 * Binds {@link TicketFilters} over the keys of the panel that was joined; {@link Admission}s are
 * collected.
 */
public final class TicketModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Admission.class);
    bind(PanelClock.class).toInstance(new MeasuredPanelClock());
  }

  @Provides
  @Singleton
  JoinedGate gate(DaemonIdentity identity, InstantSource clock, PanelClock panelClock) {
    return new JoinedGate(identity, clock, panelClock);
  }

  @Provides
  @Singleton
  TicketFilters filters(JoinedGate gate, Set<Admission> admissions) {
    return operation -> new TicketFilter(operation, gate, admissions);
  }
}
