package dev.signalbox.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks 20 times a second at how much memory of a server is resident. */
final class ResidentWatch implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 50;

  private final CountDownLatch end = new CountDownLatch(1);
  private final ServerProcess server;
  private volatile long peak;

  private ResidentWatch(ServerProcess server) {
    this.server = server;
  }

  static ResidentWatch begin(ServerProcess server) {
    ResidentWatch watch = new ResidentWatch(server);
    Thread thread = new Thread(watch::look, "resident-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  long peak() {
    return peak;
  }

  private void look() {
    try {
      do {
        peak = Math.max(peak, server.usage().residentBytes());
      } while (!end.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}
