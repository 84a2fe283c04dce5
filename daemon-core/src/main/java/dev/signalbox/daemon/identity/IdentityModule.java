package dev.signalbox.daemon.identity;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Provides the one {@link DaemonIdentity}. */
public final class IdentityModule extends AbstractModule {
  private final Path dataDirectory;

  /**
   * Takes where the keys lie.
   *
   * @param dataDirectory the directory that has {@code secrets} below it
   */
  public IdentityModule(Path dataDirectory) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory");
  }

  @Provides
  @Singleton
  DaemonIdentity identity() {
    return DaemonIdentity.create(dataDirectory);
  }
}
