package dev.signalbox.panel.instance;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.panel.node.LinkListener;

/** Binds {@link InstanceOverview}, which follows the links, and {@link InstanceRoutes}. */
public final class InstanceModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(MirroredInstances.class).in(Singleton.class);
    bind(InstanceOverview.class).to(MirroredInstances.class);
    Multibinder.newSetBinder(binder(), LinkListener.class).addBinding().to(MirroredInstances.class);
    bind(InstanceRoutes.class).in(Singleton.class);
  }
}
