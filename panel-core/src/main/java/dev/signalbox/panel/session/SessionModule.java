package dev.signalbox.panel.session;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.panel.access.Authenticator;

/**
 * Provides {@link SessionService}, {@link SessionRoutes} and {@link OwnSessionRoutes}; binds an
 * {@link Authenticator}.
 */
public final class SessionModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(CookieName.class).in(Singleton.class);
    bind(SessionService.class).to(StoredSessionService.class).in(Singleton.class);
    bind(CallerPowers.class).in(Singleton.class);
    bind(SessionRoutes.class).in(Singleton.class);
    bind(OwnSessionRoutes.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), Authenticator.class)
        .addBinding()
        .to(SessionAuthenticator.class);
  }
}
