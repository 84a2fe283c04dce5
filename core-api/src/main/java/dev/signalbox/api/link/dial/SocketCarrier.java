package dev.signalbox.api.link.dial;

import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.routing.SerialExecutor;
import dev.signalbox.api.transport.wire.WebSocketCarrier;
import dev.signalbox.api.transport.wire.WebSocketOutbox.Frame;
import dev.signalbox.api.transport.wire.WebSocketProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one WebSocket over a blocking socket: a thread reads, another writes, and the protocol is
 * a serial task of whichever thread brings something.
 */
final class SocketCarrier implements WebSocketCarrier {
  private static final Logger log = LoggerFactory.getLogger(SocketCarrier.class);
  private static final int INPUT_BYTES = 32 * 1024;
  private static final int MOST_FRAMES_IN_HAND = 8;
  private static final long CLOSE_PATIENCE_SECONDS = 5;

  private final Socket plain;
  private final Socket socket;
  private final ScheduledExecutorService timer;
  private final BooleanSupplier stopping;
  private final Consumer<SocketCarrier> gone;
  private final SerialExecutor tasks = new SerialExecutor(Runnable::run);
  private final WebSocketProtocol protocol;
  private final FrameWriter writer;

  /** Lets the reading thread read once. */
  private final Semaphore reads = new Semaphore(0);

  private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES).limit(0);
  private volatile boolean ended;

  // The rest belongs to the tasks.
  private boolean readPending;
  private boolean feeding;
  private int framesInHand;

  /**
   * Takes a connection that has been switched.
   *
   * @param plain the connection below TLS, or the same
   * @param stopping says whether whoever dialled is being closed
   * @param gone told once, when the listener was told of the end
   */
  SocketCarrier(
      Socket plain,
      Socket socket,
      WebSocketUpgrade upgrade,
      ScheduledExecutorService timer,
      BooleanSupplier stopping,
      Consumer<SocketCarrier> gone)
      throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.timer = timer;
    this.stopping = stopping;
    this.gone = gone;
    protocol = WebSocketProtocol.ofClient(upgrade, this);
    writer = new FrameWriter(socket.getOutputStream(), frames -> execute(() -> sent(frames)));
  }

  WebSocketSession session() {
    return protocol.session();
  }

  /** Opens the session; its two threads end with it. */
  void begin(String name) {
    execute(protocol::begin);
    start(this::readAll, name + " reader");
    start(this::writeAll, name + " writer");
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll() {
    try {
      InputStream in = socket.getInputStream();
      reads.acquire();
      while (!ended) {
        int count = in.read(input.array());
        if (count < 0) {
          break;
        }
        execute(() -> came(count));
        reads.acquire();
      }
    } catch (IOException e) {
      log.debug("connection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    execute(this::disconnected);
  }

  private void came(int count) {
    input.limit(count).position(0);
    readPending = false;
    read();
  }

  private void writeAll() {
    try {
      writer.run();
      // Says goodbye by TLS as well, where that still can be.
      socket.close();
    } catch (IOException e) {
      log.debug("connection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    execute(
        () -> {
          disconnected();
          writer.unwritten().forEach(Frame::lost);
        });
  }

  private void sent(List<Frame> frames) {
    framesInHand -= frames.size();
    frames.forEach(Frame::sent);
    write();
  }

  private void disconnected() {
    end();
    protocol.connectionClosed();
  }

  /** Lets both threads end. */
  private void end() {
    ended = true;
    reads.release();
    writer.end();
    Attempt.close(plain);
  }

  @Override
  public void read() {
    if (feeding || ended) {
      return;
    }
    feeding = true;
    try {
      while (input.hasRemaining() && protocol.wantsInput()) {
        protocol.receive(input);
      }
    } finally {
      feeding = false;
    }
    if (!input.hasRemaining() && protocol.wantsInput() && !readPending) {
      readPending = true;
      reads.release();
    }
  }

  @Override
  public void write() {
    while (!ended && framesInHand < MOST_FRAMES_IN_HAND) {
      Optional<Frame> next = protocol.outbox().next();
      if (next.isEmpty()) {
        return;
      }
      framesInHand++;
      writer.write(next.get());
    }
  }

  @Override
  public void close() {
    ended = true;
    reads.release();
    writer.end();
    schedule(() -> Attempt.close(plain), TimeUnit.SECONDS.toNanos(CLOSE_PATIENCE_SECONDS));
  }

  @Override
  public void cut() {
    try {
      plain.setSoLinger(true, 0);
    } catch (SocketException e) {
      log.debug("connection closed already", e);
    }
    Attempt.close(plain);
    execute(this::disconnected);
  }

  @Override
  public void over() {
    gone.accept(this);
  }

  @Override
  public boolean isStopping() {
    return stopping.getAsBoolean();
  }

  /** Nobody can know: a task may run on any thread. What asks goes through the tasks then. */
  @Override
  public boolean inThread() {
    return false;
  }

  @Override
  public void execute(Runnable task) {
    tasks.execute(task);
  }

  @Override
  public Runnable schedule(Runnable task, long nanos) {
    try {
      ScheduledFuture<?> scheduled =
          timer.schedule(() -> execute(task), nanos, TimeUnit.NANOSECONDS);
      return () -> scheduled.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }
}
