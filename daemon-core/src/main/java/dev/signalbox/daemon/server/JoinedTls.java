package dev.signalbox.daemon.server;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.routing.Exposure;
import dev.signalbox.api.transport.TlsMaterial;
import dev.signalbox.api.transport.TlsSource;
import dev.signalbox.daemon.identity.DaemonIdentity;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that joining brought: looked at each hour, and issued anew after two thirds of
 * its life. Behind a proxy nobody is served one, and so it is left alone.
 */
final class JoinedTls implements TlsSource, ServedCertificate, Managed {
  private static final Logger log = LoggerFactory.getLogger(JoinedTls.class);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Exposure exposure;
  private final DaemonIdentity identity;
  private final CertificateSource source;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final List<Consumer<TlsMaterial>> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Future<?> schedule;

  JoinedTls(
      Exposure exposure,
      DaemonIdentity identity,
      CertificateSource source,
      InstantSource clock,
      ScheduledExecutorService timer,
      Executor workers) {
    this.exposure = requireNonNull(exposure, "exposure");
    this.identity = requireNonNull(identity, "identity");
    this.source = requireNonNull(source, "source");
    this.clock = requireNonNull(clock, "clock");
    this.timer = requireNonNull(timer, "timer");
    this.workers = requireNonNull(workers, "workers");
  }

  @Override
  public void start() {
    if (exposure.isBehindProxy()) {
      return;
    }
    renewWhenDue();
    schedule =
        timer.scheduleWithFixedDelay(
            () -> workers.execute(this::renewWhenDue),
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
    return identity.tls().orElseThrow(() -> new IllegalStateException("tls: not joined"));
  }

  @Override
  public Subscription onRenewal(Consumer<TlsMaterial> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void renewWhenDue() {
    if (!exposure.isBehindProxy()
        && !clock.instant().isBefore(TlsSource.dueAt(current().chain().get(0)))) {
      renew();
    }
  }

  @Override
  public void renew() {
    if (exposure.isBehindProxy()) {
      return;
    }
    source
        .renew(identity.certificateRequest())
        .thenAcceptAsync(this::serve, workers)
        .exceptionally(
            failure -> {
              log.warn(
                  "certificate not renewed until={}",
                  current().chain().get(0).getNotAfter().toInstant(),
                  failure);
              return null;
            });
  }

  private void serve(List<X509Certificate> chain) {
    TlsMaterial renewed = identity.renew(chain);
    listeners.forEach(listener -> listener.accept(renewed));
    log.info("certificate renewed until={}", chain.get(0).getNotAfter().toInstant());
  }
}
