package dev.signalbox.daemon.keeper;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Moves one program's output from its pipe into its ring, on a thread of its own. */
final class OutputReader implements Closeable {
  private final Path fifo;
  private final FileChannel pipe;
  private final FileInputStream rest;
  private final Ring ring;
  private final Runnable drained;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean draining;

  /**
   * Opens the pipe.
   *
   * @param drained is run on the reader's thread once {@link #drain} has taken the last byte
   */
  OutputReader(Path fifo, Ring ring, String name, Runnable drained) throws IOException {
    this.fifo = fifo;
    // Opened for writing too, since opening for reading alone waits for a writer.
    this.pipe = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
    // Opened while the pipe is open for writing here, so that it does not block, and held so that
    // the pipe keeps what it has between the two.
    this.rest = new FileInputStream(fifo.toFile());
    this.ring = ring;
    this.drained = drained;
    this.thread = new Thread(null, this::run, name, 256 << 10);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes what is left in the pipe, and ends: nothing writes to it any more. */
  void drain() throws IOException {
    draining = true;
    // What frees a blocked read of a channel; a read that got something still returns it.
    pipe.close();
    stopped.countDown();
  }

  /** Ends without taking anything more from the pipe, and returns when it has. */
  @Override
  public void close() throws IOException {
    pipe.close();
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("nothing interrupts a keeper's thread", e);
    }
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(Ring.CHUNK);
    try (rest) {
      readUntilClosed(buffer);
      if (draining) {
        readRest();
      }
    } catch (IOException e) {
      // The program is held by its full pipe from now on, and its exit is still to be told.
      KeeperLog.error("output reader failed fifo=" + fifo, e);
    }
    try {
      stopped.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nothing interrupts a keeper's thread", e);
    }
    if (draining) {
      drained.run();
    }
  }

  private void readUntilClosed(ByteBuffer buffer) throws IOException {
    try {
      while (true) {
        ring.awaitRoom();
        buffer.clear();
        if (pipe.read(buffer) < 0) {
          return;
        }
        ring.append(buffer.flip());
      }
    } catch (ClosedChannelException e) {
      // This is how it ends.
    }
  }

  private void readRest() throws IOException {
    byte[] bytes = new byte[Ring.CHUNK];
    while (true) {
      int n = Math.min(rest.available(), bytes.length);
      if (n == 0) {
        return;
      }
      ring.awaitRoom();
      n = rest.read(bytes, 0, n);
      ring.append(ByteBuffer.wrap(bytes, 0, n));
    }
  }
}
