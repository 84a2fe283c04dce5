package dev.signalbox.panel.control;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the routes of the daemons' operations. */
public final class ControlModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(LinkForwarder.class).in(Singleton.class);
    bind(BulkRedirect.class).in(Singleton.class);
    bind(InstanceLists.class).in(Singleton.class);
    bind(ControlRoutes.class).in(Singleton.class);
    bind(InstanceOverviewRoutes.class).in(Singleton.class);
  }
}
