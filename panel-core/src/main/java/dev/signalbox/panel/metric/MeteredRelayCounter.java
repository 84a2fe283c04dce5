package dev.signalbox.panel.metric;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.panel.relay.RelayCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts into {@code signalbox_relay_bytes_total}, beside which stands {@code
 * signalbox_relay_exchanges}.
 */
final class MeteredRelayCounter implements RelayCounter {
  private record Series(DaemonId daemon, Direction direction) {}

  private final MeterRegistry registry;
  private final LinkExchanges exchanges;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  MeteredRelayCounter(MeterRegistry registry, LinkExchanges exchanges) {
    this.registry = requireNonNull(registry, "registry");
    this.exchanges = requireNonNull(exchanges, "exchanges");
  }

  @Override
  public void show(DaemonId daemon) {
    for (Direction direction : Direction.values()) {
      counter(daemon, direction);
    }
    Gauge.builder("signalbox.relay.exchanges", () -> exchanges.relayed(daemon))
        .description("Relayed exchanges with a daemon that are open")
        .tag("daemon", daemon.value())
        .register(registry);
  }

  @Override
  public void add(DaemonId daemon, Direction direction, long bytes) {
    counter(daemon, direction).increment((double) bytes);
  }

  private Counter counter(DaemonId daemon, Direction direction) {
    return counters.computeIfAbsent(
        new Series(daemon, direction),
        series ->
            Counter.builder("signalbox.relay.bytes")
                .description("Bytes that the panel carried between clients and a daemon")
                .tag("daemon", daemon.value())
                .tag("direction", direction.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }
}
