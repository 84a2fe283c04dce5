package dev.signalbox.panel.user;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Provides {@link UserService} and {@link UserRoutes}. */
public final class UserModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(PasswordHasher.class).in(Singleton.class);
    bind(UserService.class).to(StoredUserService.class).in(Singleton.class);
    bind(UserRoutes.class).in(Singleton.class);
  }
}
