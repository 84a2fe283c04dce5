package dev.signalbox.panel.ticket;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds {@link TicketService}; needs access, nodes and the ticket keys. */
public final class TicketModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(TicketService.class).to(SigningTicketService.class).in(Singleton.class);
    bind(TicketRoutes.class).in(Singleton.class);
  }
}
