package dev.signalbox.panel.authority;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.transport.TlsMaterial;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what the source answers with what is served. */
final class PolledCertificateRenewal implements CertificateRenewal {
  private static final Logger log = LoggerFactory.getLogger(PolledCertificateRenewal.class);

  private final Supplier<TlsMaterial> source;
  private final Consumer<TlsMaterial> listener;
  private final ReentrantLock running = new ReentrantLock();
  private volatile TlsMaterial served;

  PolledCertificateRenewal(
      Supplier<TlsMaterial> source, TlsMaterial served, Consumer<TlsMaterial> listener) {
    this.source = requireNonNull(source, "source");
    this.served = requireNonNull(served, "served");
    this.listener = requireNonNull(listener, "listener");
  }

  @Override
  public TlsMaterial served() {
    return served;
  }

  @Override
  public void run() {
    running.lock();
    try {
      TlsMaterial fresh = source.get();
      if (!fresh.chain().equals(served.chain())) {
        listener.accept(fresh);
        served = fresh;
      }
    } catch (RuntimeException e) {
      log.warn(
          "certificate not renewed, next try at the next run notAfter={}",
          served.chain().get(0).getNotAfter().toInstant(),
          e);
    } finally {
      running.unlock();
    }
  }
}
