package dev.signalbox.api.transport;

import java.util.function.Consumer;

/** Key and certificate that are renewed from time to time. Safe for any thread. */
public interface TlsSource {
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
