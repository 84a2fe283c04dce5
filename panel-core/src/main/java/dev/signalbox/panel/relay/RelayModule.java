package dev.signalbox.panel.relay;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/**
 * Binds the routes of the relay; needs a {@link RelayCounter}, the links' exchanges and the ticket
 * keys.
 */
public final class RelayModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(RelayDoor.class).in(Singleton.class);
    bind(RelayRoutes.class).in(Singleton.class);
  }
}
