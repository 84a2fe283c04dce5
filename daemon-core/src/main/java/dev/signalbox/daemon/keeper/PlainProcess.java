package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plain child: one thread reads its output, one writes its input. */
final class PlainProcess implements KeptProcess {
  private static final Logger log = LoggerFactory.getLogger(PlainProcess.class);

  private final KeptId id;
  private final Process process;
  private final int window;
  private final KeptListener listener;
  private final Instant startedAt = Instant.now();
  private final PendingInput pending = new PendingInput();
  private final ExecutorService writer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition acknowledgement = lock.newCondition();
  private long next;
  private long acknowledged;
  private volatile boolean over;

  /**
   * @param window how many bytes may be unacknowledged
   */
  PlainProcess(KeptId id, Process process, long firstOffset, int window, KeptListener listener) {
    this.id = id;
    this.process = process;
    this.next = firstOffset;
    this.acknowledged = firstOffset;
    this.window = window;
    this.listener = listener;
    this.writer = Executors.newSingleThreadExecutor(task -> thread(task, "keeper-in-" + id));
  }

  void deliver() {
    thread(this::run, "keeper-" + id).start();
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(null, task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void run() {
    try {
      readAll();
    } catch (IOException e) {
      log.debug("output ended id={}", id, e);
    }
    KeptExit exit;
    try {
      exit = new KeptExit(process.waitFor(), null, null, Instant.now());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    over = true;
    writer.shutdownNow();
    pending.failInput(KeeperError.NOT_RUNNING, "The program has ended.");
    tell(() -> listener.onExit(exit));
  }

  private void readAll() throws IOException {
    byte[] buffer = new byte[Ring.CHUNK];
    try (InputStream output = process.getInputStream()) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        ByteBuffer bytes = ByteBuffer.allocate(n).put(buffer, 0, n).flip();
        long offset = next;
        next += n;
        tell(() -> listener.onOutput(offset, bytes));
        awaitAcknowledgement();
      }
    }
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.error("keeper listener failed id={}", id, e);
    }
  }

  private void awaitAcknowledgement() {
    lock.lock();
    try {
      while (next - acknowledged > window && process.isAlive()) {
        acknowledgement.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether the program has ended. */
  boolean isOver() {
    return over;
  }

  @Override
  public KeptId id() {
    return id;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  @Override
  public CompletionStage<Void> write(ByteBuffer input) {
    byte[] bytes = new byte[input.remaining()];
    input.duplicate().get(bytes);
    CompletableFuture<Void> stage = new CompletableFuture<>();
    try {
      pending.reserve(bytes.length);
    } catch (SignalboxException e) {
      return CompletableFuture.failedFuture(e);
    }
    long number = pending.add(bytes.length, stage);
    if (over) {
      pending.done(number, "The program has ended.", KeeperError.NOT_RUNNING);
      return stage;
    }
    writer.execute(() -> write(bytes, number));
    return stage;
  }

  private void write(byte[] bytes, long number) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(bytes);
      in.flush();
      pending.done(number, "", KeeperError.NOT_RUNNING);
    } catch (IOException e) {
      pending.done(number, "The program has ended.", KeeperError.NOT_RUNNING);
    }
  }

  @Override
  public void signal(String name) {
    switch (name) {
      case "KILL" -> process.destroyForcibly();
      case "TERM", "INT", "HUP", "QUIT" -> process.destroy();
      default -> throw new IllegalArgumentException("name: " + name + " (expected: TERM or KILL)");
    }
  }

  @Override
  public CompletionStage<Void> kill() {
    try (Stream<ProcessHandle> below = process.descendants()) {
      below.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
    lock.lock();
    try {
      acknowledgement.signalAll();
    } finally {
      lock.unlock();
    }
    return process.onExit().thenAccept(ended -> {});
  }

  @Override
  public void acknowledge(long offset) {
    lock.lock();
    try {
      acknowledged = Math.max(acknowledged, offset);
      acknowledgement.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release() {}
}
