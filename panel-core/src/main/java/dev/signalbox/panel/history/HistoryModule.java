package dev.signalbox.panel.history;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds {@link HistoryService} and {@link HistoryRoutes}. */
public final class HistoryModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(HistoryTable.class).in(Singleton.class);
    bind(HistoryService.class).to(StoredHistoryService.class).in(Singleton.class);
    bind(HistoryRoutes.class).in(Singleton.class);
  }
}
