package dev.signalbox.panel.metric;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.panel.relay.RelayCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts into {@code signalbox_relay_bytes_total}. */
final class MeteredRelayCounter implements RelayCounter {
  private record Series(DaemonId daemon, Direction direction) {}

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  MeteredRelayCounter(MeterRegistry registry) {
    this.registry = requireNonNull(registry, "registry");
  }

  @Override
  public void show(DaemonId daemon) {
    for (Direction direction : Direction.values()) {
      counter(daemon, direction);
    }
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
