package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts the daemon's connections until there is no reason left to be there. */
final class KeeperServer {
  private final Runs runs;
  private final KeeperCapabilities capabilities;
  private final ServerSocketChannel socket;
  private final long lingerNanos;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean retired;

  KeeperServer(
      Runs runs, KeeperCapabilities capabilities, ServerSocketChannel socket, long lingerNanos) {
    this.runs = runs;
    this.capabilities = capabilities;
    this.socket = socket;
    this.lingerNanos = lingerNanos;
  }

  /** Serves, and returns when it has been retired or there is neither a daemon nor a run. */
  void serve() throws IOException {
    start("tend", this::tend);
    try {
      while (true) {
        SocketChannel accepted = socket.accept();
        connections.incrementAndGet();
        start("daemon", () -> serve(accepted));
      }
    } catch (ClosedChannelException e) {
      // This is how it ends.
    }
    if (retired) {
      runs.suspend();
    }
  }

  private void serve(SocketChannel accepted) {
    try (FrameChannel channel = new FrameChannel(accepted)) {
      new KeeperConnection(channel, runs, capabilities, this::retire).serve();
    } catch (IOException e) {
      // The daemon has gone in the middle of something. There is nothing to do about that.
    } catch (RuntimeException e) {
      KeeperLog.error("connection failed", e);
    } finally {
      connections.decrementAndGet();
    }
  }

  private void tend() {
    long busy = System.nanoTime();
    // Closed whatever happens: a keeper that notices no exit any more must make way for another.
    try (socket) {
      while (socket.isOpen()) {
        runs.tend();
        if (connections.get() > 0 || !runs.isEmpty()) {
          busy = System.nanoTime();
        } else if (System.nanoTime() - busy > lingerNanos) {
          return;
        }
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      KeeperLog.error("tending failed", e);
    }
  }

  private void retire() {
    retired = true;
    try {
      socket.close();
    } catch (IOException e) {
      KeeperLog.error("socket not closed", e);
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 256 << 10);
    thread.setDaemon(true);
    thread.start();
  }
}
