package dev.signalbox.bootstrap;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.matcher.Matchers;
import dev.signalbox.api.routing.Workers;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What stands under every other module: the life cycle, the threads, the clock; and Guice without
 * guessing, so that a missing binding fails when the injector is made.
 */
final class FoundationModule extends AbstractModule {
  private final Lifecycle lifecycle;
  private final String name;

  /**
   * @param name of the threads
   */
  FoundationModule(Lifecycle lifecycle, String name) {
    this.lifecycle = requireNonNull(lifecycle, "lifecycle");
    this.name = requireNonNull(name, "name");
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    binder().requireExactBindingAnnotations();
    binder().requireAtInjectOnConstructors();
    bindListener(Matchers.any(), lifecycle);
    bind(InstantSource.class).toInstance(InstantSource.system());
    bind(Threads.class).toProvider(() -> new Threads(name)).asEagerSingleton();
  }

  @Provides
  Workers workers(Threads threads) {
    return threads.workers();
  }

  @Provides
  ScheduledExecutorService timer(Threads threads) {
    return threads.timer();
  }
}
