package dev.signalbox.panel.vault;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.signalbox.panel.database.Database;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;

/** Provides the one {@link Vault}; needs a {@link Database} and an {@link InstantSource}. */
public final class VaultModule extends AbstractModule {
  private final Path dataDirectory;

  /**
   * Takes where the master key lies.
   *
   * @param dataDirectory the directory that has {@code secrets} below it
   */
  public VaultModule(Path dataDirectory) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory");
  }

  @Provides
  @Singleton
  Vault vault(Database database, InstantSource clock) {
    return Vault.create(dataDirectory, database, clock);
  }
}
