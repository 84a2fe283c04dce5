package dev.signalbox.api.transport;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Key and certificate that are renewed from time to time. Safe for any thread. */
public interface TlsSource {
  /** Returns when a certificate is to be replaced: after two thirds of its life. */
  static Instant dueAt(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
    return from.plus(life.multipliedBy(2).dividedBy(3));
  }

  /** Returns what is good now. */
  TlsMaterial current();

  /**
   * Calls back with every renewal from now on, on a worker thread.
   *
   * @return closes to be called no more
   */
  Subscription onRenewal(Consumer<TlsMaterial> listener);

  /** Ends what {@link #onRenewal} began. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
