package dev.signalbox.panel.access;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;

/**
 * Provides {@link AccessService}, {@link Callers} and {@link AccessFilters}. Needs {@link Grants}
 * and a {@code java.time.InstantSource}; {@link Authenticator}s and {@link AccessListener}s are
 * collected.
 */
public final class AccessModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(AccessService.class).to(GrantedAccessService.class).in(Singleton.class);
    bind(Callers.class).to(AuthenticatedCallers.class).in(Singleton.class);
    bind(AuthenticationFilter.class).in(Singleton.class);
    bind(AuthorizationFilter.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), AccessListener.class);
    Multibinder.newSetBinder(binder(), Authenticator.class);
  }

  @Provides
  @Singleton
  AccessFilters filters(AuthenticationFilter authentication, AuthorizationFilter authorization) {
    return new AccessFilters(authentication, authorization);
  }

  @Provides
  @Singleton
  AccessChanges changes(Set<AccessListener> listeners) {
    return new ListenedAccessChanges(listeners);
  }
}
