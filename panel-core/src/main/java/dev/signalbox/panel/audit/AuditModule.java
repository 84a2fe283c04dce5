package dev.signalbox.panel.audit;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import dev.signalbox.api.routing.Filter;

/**
 * Provides {@link AuditService}, {@link AuditRoutes} and the filter {@code @Named("audit")}, which
 * belongs between the two of {@link dev.signalbox.panel.access.AccessFilters}.
 */
public final class AuditModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(AuditService.class).to(StoredAuditService.class).in(Singleton.class);
    bind(AuditRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  @Named("audit")
  Filter filter(AuditFilter filter) {
    return filter;
  }
}
