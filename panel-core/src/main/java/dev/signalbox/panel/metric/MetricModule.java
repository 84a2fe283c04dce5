package dev.signalbox.panel.metric;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.panel.relay.RelayCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Provides the registry of figures and the counters in it. */
public final class MetricModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(MetricRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  PrometheusMeterRegistry prometheus() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Provides
  MeterRegistry registry(PrometheusMeterRegistry prometheus) {
    return prometheus;
  }

  @Provides
  @Singleton
  RelayCounter relayCounter(MeterRegistry registry, LinkExchanges exchanges) {
    return new MeteredRelayCounter(registry, exchanges);
  }
}
