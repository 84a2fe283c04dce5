package dev.signalbox.panel.authority;

import dev.signalbox.api.transport.TlsMaterial;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A task that hands new TLS material on once there is some; its owner runs it on a worker at start
 * and then every hour or so. Runs of it never overlap.
 */
public interface CertificateRenewal extends Runnable {
  /**
   * Makes the task.
   *
   * @param source answers the material to serve now, such as {@link Authority#serverTls}
   * @param served the material that is served already
   * @param listener takes material that differs from what is served, such as a server's {@code
   *     reloadTls}; where it throws it is asked again at the next run
   */
  static CertificateRenewal create(
      Supplier<TlsMaterial> source, TlsMaterial served, Consumer<TlsMaterial> listener) {
    return new PolledCertificateRenewal(source, served, listener);
  }

  /** Returns the material that is served. */
  TlsMaterial served();

  /**
   * Asks the source, and hands on what is new. A failure is logged with the day on which the served
   * certificate ends, and tried again at the next run; this never throws.
   */
  @Override
  void run();
}
