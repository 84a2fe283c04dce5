package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that tells a keeper that its daemon is there. Whoever finds it broken makes it
 * again, with a new keeper if need be.
 */
final class KeeperLink implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(KeeperLink.class);
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(15);

  private final Path folder;
  private final KeeperSpawner spawner;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable FrameChannel hello;
  private @Nullable KeeperCapabilities capabilities;
  private boolean opened;
  private volatile boolean closed;

  KeeperLink(KeeperConfig config) {
    this.folder = config.folder();
    this.spawner = new KeeperSpawner(config);
  }

  /** Connects for the first time. */
  void open() {
    lock.lock();
    try {
      opened = true;
      ensure();
    } catch (IOException e) {
      throw unavailable(e);
    } finally {
      lock.unlock();
    }
  }

  KeeperCapabilities capabilities() {
    lock.lock();
    try {
      if (capabilities == null) {
        throw new IllegalStateException("the keeper was not started");
      }
      return capabilities;
    } finally {
      lock.unlock();
    }
  }

  /** Sends a request to the keeper and returns its answer. */
  Frame ask(Frame request) {
    lock.lock();
    try {
      // Twice, since a keeper that has died shows only when it is asked.
      for (int attempt = 1; ; attempt++) {
        FrameChannel channel = ensure();
        try {
          Optional<Frame> answer =
              exchange(channel, new Frame(request.type(), request.body().duplicate()));
          if (answer.isPresent()) {
            return answer.get();
          }
          throw new IOException("the keeper ended");
        } catch (IOException e) {
          drop();
          if (attempt == 2) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw unavailable(e);
    } finally {
      lock.unlock();
    }
  }

  /** Opens a connection for one run, to a keeper that is there. */
  FrameChannel connect() {
    lock.lock();
    try {
      ensure();
      try {
        return new FrameChannel(KeeperSocket.connect(folder));
      } catch (IOException e) {
        drop();
        ensure();
        return new FrameChannel(KeeperSocket.connect(folder));
      }
    } catch (IOException e) {
      throw unavailable(e);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return closed;
  }

  private FrameChannel ensure() throws IOException {
    if (closed || !opened) {
      throw new IOException(closed ? "it was closed" : "it was not started");
    }
    FrameChannel current = hello;
    if (current == null) {
      spawner.makeFolder();
      current = connectOrSpawn();
      hello = current;
      if (closed) {
        drop();
        throw new IOException("it was closed");
      }
    }
    return current;
  }

  private FrameChannel connectOrSpawn() throws IOException {
    long deadline = System.nanoTime() + DEADLINE;
    Process spawned = null;
    while (true) {
      IOException failure;
      try {
        return greet(new FrameChannel(KeeperSocket.connect(folder)));
      } catch (IOException e) {
        failure = e;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("no answer in 15 s: " + spawner.lastWords(), failure);
      }
      if (spawned == null) {
        spawned = spawner.spawn();
        log.info("keeper started pid={} folder={}", spawned.pid(), folder);
      } else if (!spawned.isAlive() && spawned.exitValue() != 0) {
        throw new IOException(
            "the keeper ended with " + spawned.exitValue() + ": " + spawner.lastWords());
      } else if (!spawned.isAlive()) {
        // Another keeper had the lock, and answers soon, or was about to end and now has.
        spawned = null;
        LockSupport.parkNanos(100_000_000);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private FrameChannel greet(FrameChannel channel) throws IOException {
    try {
      Optional<Frame> answer =
          exchange(channel, Frame.of(FrameType.HELLO, out -> out.writeInt(FrameChannel.VERSION)));
      if (answer.isEmpty() || answer.get().type() != FrameType.WELCOME) {
        throw new IOException("the keeper did not answer");
      }
      Frame welcome = answer.get();
      int version = welcome.readInt();
      long pid = welcome.readLong();
      if (version != FrameChannel.VERSION) {
        log.info("keeper retired pid={} version={}", pid, version);
        channel.send(Frame.of(FrameType.RETIRE));
        throw new IOException("a keeper of another version is ending");
      }
      capabilities = FrameCodec.capabilities(welcome);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Sends a request and waits for the answer, but not for ever. */
  private static Optional<Frame> exchange(FrameChannel channel, Frame request) throws IOException {
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(
            () -> {
              try {
                channel.close();
              } catch (IOException e) {
                log.debug("keeper connection not closed", e);
              }
            },
            CompletableFuture.delayedExecutor(DEADLINE, TimeUnit.NANOSECONDS));
    try {
      channel.send(request);
      return channel.receive();
    } finally {
      alarm.cancel(false);
    }
  }

  private void drop() throws IOException {
    FrameChannel current = hello;
    hello = null;
    if (current != null) {
      current.close();
    }
  }

  static SignalboxException unavailable(IOException cause) {
    return new SignalboxException(
        KeeperError.UNAVAILABLE, "The keeper cannot be reached: " + cause.getMessage(), cause);
  }

  @Override
  public void close() throws IOException {
    // Without the lock, since whoever has it may be waiting for a keeper that does not answer; that
    // wait ends here.
    closed = true;
    drop();
  }
}
