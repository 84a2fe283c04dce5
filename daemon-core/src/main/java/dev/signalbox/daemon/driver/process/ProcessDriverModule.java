package dev.signalbox.daemon.driver.process;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.daemon.driver.InstanceDriver;
import dev.signalbox.daemon.keeper.Keeper;

/** Adds the driver {@code process}; needs a {@link Keeper}, which it does not start. */
public final class ProcessDriverModule extends AbstractModule {
  private final ProcessConfig config;

  public ProcessDriverModule(ProcessConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    bind(ProcessConfig.class).toInstance(config);
    bind(ProcessTable.class).toInstance(new ProcfsTable());
    bind(ProcessDriver.class).in(Scopes.SINGLETON);
    Multibinder.newSetBinder(binder(), InstanceDriver.class).addBinding().to(ProcessDriver.class);
  }
}
