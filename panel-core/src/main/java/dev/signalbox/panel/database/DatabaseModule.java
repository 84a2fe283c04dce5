package dev.signalbox.panel.database;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;

/** Provides the one {@link Database}; whoever makes the injector starts and stops it. */
public final class DatabaseModule extends AbstractModule {
  private final DatabaseConfig config;

  public DatabaseModule(DatabaseConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Provides
  @Singleton
  Database database() {
    return Database.create(config);
  }
}
