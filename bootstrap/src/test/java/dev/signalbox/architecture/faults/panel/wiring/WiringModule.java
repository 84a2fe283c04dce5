package dev.signalbox.architecture.faults.panel.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;

/** Wires a feature where that is allowed: no fault. */
public final class WiringModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(String.class).toProvider(new Names());
  }

  /** Lies in a module: no fault. */
  private static final class Names implements Provider<String> {
    @Override
    public String get() {
      return "name";
    }
  }
}
