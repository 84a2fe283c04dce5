package dev.signalbox.panel.grant;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import dev.signalbox.panel.access.Grants;

/**
 * Provides {@link GrantService}, also as {@link Grants}, and {@link GrantRoutes}; needs a {@code
 * PermissionCatalog}.
 */
public final class GrantModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(StoredGrantService.class).in(Singleton.class);
    bind(GrantService.class).to(StoredGrantService.class);
    bind(Grants.class).to(StoredGrantService.class);
    bind(GrantRoutes.class).in(Singleton.class);
  }
}
