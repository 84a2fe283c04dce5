package dev.signalbox.panel.diagnosis;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.diagnosis.EndpointProbe;
import dev.signalbox.api.routing.Workers;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Binds {@link DiagnosisService} and its routes; needs the nodes and the authority. */
public final class DiagnosisModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(DiagnosisService.class).to(ProbingDiagnosisService.class).in(Singleton.class);
    bind(DiagnosisRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  EndpointProbe probe(Workers workers, ScheduledExecutorService timer, InstantSource clock) {
    return new EndpointProbe(workers, timer, clock);
  }
}
