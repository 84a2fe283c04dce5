package dev.signalbox.daemon.operation;

import com.google.inject.Binder;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;

/** Binds the handlers of operations; each feature's module binds its own. */
public final class OperationBinder {
  private final Multibinder<OperationRoutes> routes;

  private OperationBinder(Binder binder) {
    this.routes = Multibinder.newSetBinder(binder, OperationRoutes.class);
  }

  public static OperationBinder of(Binder binder) {
    return new OperationBinder(binder);
  }

  /** Binds the handlers of a feature. */
  public OperationBinder serve(Class<? extends OperationRoutes> feature) {
    routes.addBinding().to(feature).in(Singleton.class);
    return this;
  }
}
