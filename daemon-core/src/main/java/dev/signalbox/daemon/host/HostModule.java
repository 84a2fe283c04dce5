package dev.signalbox.daemon.host;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import dev.signalbox.daemon.operation.OperationBinder;

/** Binds {@link HostService}; needs the list of drivers. */
public final class HostModule extends AbstractModule {
  private final HostConfig config;

  public HostModule(HostConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    bind(HostConfig.class).toInstance(config);
    bind(HostService.class).to(JdkHostService.class).in(Singleton.class);
    OperationBinder.of(binder()).serve(HostRoutes.class);
  }
}
