package dev.signalbox.panel.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.panel.authority.Authority;
import dev.signalbox.panel.authority.CertificateRenewal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The panel's certificate: looked at each hour, and replaced before it ends. */
final class RenewedTls implements TlsSource, Managed {
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Authority authority;
  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final List<Consumer<TlsMaterial>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable CertificateRenewal renewal;
  private @Nullable Future<?> schedule;

  RenewedTls(Authority authority, ScheduledExecutorService timer, Executor workers) {
    this.authority = requireNonNull(authority, "authority");
    this.timer = requireNonNull(timer, "timer");
    this.workers = requireNonNull(workers, "workers");
  }

  @Override
  public void start() {
    CertificateRenewal made =
        CertificateRenewal.create(authority::serverTls, authority.serverTls(), this::publish);
    renewal = made;
    schedule =
        timer.scheduleWithFixedDelay(
            () -> workers.execute(made),
            INTERVAL.toMillis(),
            INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (schedule != null) {
      schedule.cancel(false);
    }
  }

  @Override
  public TlsMaterial current() {
    CertificateRenewal made = renewal;
    if (made == null) {
      throw new IllegalStateException("tls: not started");
    }
    return made.served();
  }

  @Override
  public Subscription onRenewal(Consumer<TlsMaterial> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void publish(TlsMaterial renewed) {
    listeners.forEach(listener -> listener.accept(renewed));
  }
}
