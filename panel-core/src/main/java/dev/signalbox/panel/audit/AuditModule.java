package dev.signalbox.panel.audit;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.panel.access.AccessFilters;
import java.util.List;

/** Provides {@link AuditService}, {@link AuditRoutes} and {@link ApiFilters}. */
public final class AuditModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(AuditService.class).to(StoredAuditService.class).in(Singleton.class);
    bind(AuditFilter.class).in(Singleton.class);
    bind(AuditRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  ApiFilters filters(AccessFilters access, AuditFilter audit) {
    return new ApiFilters(List.of(access.authentication(), audit, access.authorization()));
  }
}
