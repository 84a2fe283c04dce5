package dev.signalbox.daemon.keeper;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** Binds {@link Keeper}; wants a {@link KeeperConfig} bound. */
public final class KeeperModule extends AbstractModule {
  @Provides
  @Singleton
  Keeper keeper(KeeperConfig config) {
    return Keeper.create(config);
  }
}
