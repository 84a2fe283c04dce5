package dev.signalbox.panel.key;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.panel.access.Authenticator;

/**
 * Provides {@link ApiKeyService} and {@link ApiKeyRoutes}, binds an {@link Authenticator}; needs a
 * {@code PermissionCatalog}.
 */
public final class ApiKeyModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(ApiKeyService.class).to(StoredApiKeyService.class).in(Singleton.class);
    bind(ApiKeyRoutes.class).in(Singleton.class);
    Multibinder.newSetBinder(binder(), Authenticator.class)
        .addBinding()
        .to(ApiKeyAuthenticator.class);
  }
}
