package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.vault.Vault;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Provides the one {@link Authority}, its routes and the one {@link TicketKeys}; needs a {@link
 * Vault}, a {@link Database} and an {@link InstantSource}.
 */
public final class AuthorityModule extends AbstractModule {
  private final AuthorityConfig config;

  public AuthorityModule(AuthorityConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    bind(AuthorityRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  Authority authority(Vault vault, Database database, InstantSource clock) {
    return Authority.create(config, vault, database, clock);
  }

  @Provides
  @Singleton
  TicketKeys ticketKeys(Vault vault) {
    return TicketKeys.create(vault);
  }
}
