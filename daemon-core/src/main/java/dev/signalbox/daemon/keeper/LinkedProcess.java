package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run over a connection of its own, which is made again where it breaks. */
final class LinkedProcess implements KeptProcess {
  private static final Logger log = LoggerFactory.getLogger(LinkedProcess.class);
  private static final Pattern SIGNAL = Pattern.compile("[A-Z][A-Z0-9+-]{0,15}");
  private static final int CHUNK = 1 << 16;

  private final KeptId id;
  private final KeeperLink link;
  private final KeptListener listener;
  private final long stallNanos;
  private final PendingInput pending = new PendingInput();
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong acknowledged;
  private final Thread thread;
  private volatile FrameChannel channel;
  private volatile boolean ended;
  private volatile boolean detached;
  private volatile long pid;
  private volatile Instant startedAt = Instant.EPOCH;
  private long next;

  private LinkedProcess(
      KeptId id,
      KeeperLink link,
      FrameChannel channel,
      long from,
      long stallNanos,
      KeptListener listener) {
    this.id = id;
    this.link = link;
    this.channel = channel;
    this.next = from;
    this.acknowledged = new AtomicLong(from);
    this.stallNanos = stallNanos;
    this.listener = listener;
    this.thread = new Thread(null, this::run, "keeper-" + id);
    this.thread.setDaemon(true);
  }

  static LinkedProcess launch(
      KeeperLink link, KeptSpec spec, KeeperConfig config, KeptListener listener) {
    long stallNanos = config.stallLimit().toNanos();
    FrameChannel channel = link.connect();
    LinkedProcess process =
        new LinkedProcess(spec.id(), link, channel, spec.firstOffset(), stallNanos, listener);
    Optional<Frame> refusal;
    try {
      refusal = process.attach(channel, FrameCodec.launch(spec, config.ringBytes(), stallNanos));
    } catch (IOException e) {
      closeQuietly(channel);
      refusal = process.attachToLaunched(spec, e);
    }
    if (refusal.isPresent()) {
      closeQuietly(channel);
      String code = refusal.get().readText();
      throw new SignalboxException(errorOf(code), refusal.get().readText());
    }
    return process;
  }

  static Optional<LinkedProcess> adopt(
      KeeperLink link, KeptId id, long from, KeeperConfig config, KeptListener listener) {
    long stallNanos = config.stallLimit().toNanos();
    FrameChannel channel = link.connect();
    LinkedProcess process = new LinkedProcess(id, link, channel, from, stallNanos, listener);
    Optional<Frame> refusal = process.open(channel, FrameCodec.attach(id, from, from, stallNanos));
    return refusal.isPresent() ? Optional.empty() : Optional.of(process);
  }

  /** Starts to deliver; called once whoever owns this knows of it. */
  void deliver() {
    thread.start();
  }

  /** Looks whether the keeper died after a launch and not before. */
  private Optional<Frame> attachToLaunched(KeptSpec spec, IOException cause) {
    long from = spec.firstOffset();
    channel = link.connect();
    if (open(channel, FrameCodec.attach(id, from, from, stallNanos)).isPresent()) {
      throw KeeperLink.unavailable(cause);
    }
    return Optional.empty();
  }

  /** Sends the first frame; returns the refusal, if that is the answer. */
  private Optional<Frame> open(FrameChannel opened, Frame first) {
    try {
      Optional<Frame> refusal = attach(opened, first);
      if (refusal.isPresent()) {
        opened.close();
      }
      return refusal;
    } catch (IOException e) {
      closeQuietly(opened);
      throw KeeperLink.unavailable(e);
    }
  }

  private Optional<Frame> attach(FrameChannel opened, Frame first) throws IOException {
    opened.send(first);
    Frame answer =
        opened.receive().orElseThrow(() -> new IOException("the keeper ended meanwhile"));
    if (answer.type() == FrameType.REFUSED) {
      return Optional.of(answer);
    }
    pid = answer.readLong();
    startedAt = Instant.ofEpochMilli(answer.readLong());
    return Optional.empty();
  }

  private static KeeperError errorOf(String code) {
    for (KeeperError error : KeeperError.values()) {
      if (error.id().equals(code)) {
        return error;
      }
    }
    return KeeperError.LAUNCH_FAILED;
  }

  @Override
  public KeptId id() {
    return id;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Instant startedAt() {
    return startedAt;
  }

  private void run() {
    while (!detached) {
      try (FrameChannel from = channel) {
        receiveAll(from);
      } catch (IOException e) {
        log.debug("keeper connection broken id={}", id, e);
      }
      if (ended || detached) {
        return;
      }
      log.warn("keeper connection lost id={}", id);
      pending.failInput(KeeperError.UNAVAILABLE, "The keeper ended before it confirmed the input.");
      reattach();
    }
  }

  private void receiveAll(FrameChannel from) throws IOException {
    for (Optional<Frame> frame = from.receive();
        frame.isPresent() && !detached;
        frame = from.receive()) {
      handle(frame.get());
    }
  }

  private void handle(Frame frame) {
    switch (frame.type()) {
      case OUTPUT -> {
        long offset = frame.readLong();
        ByteBuffer bytes = frame.body().slice();
        next = offset + bytes.remaining();
        tell(() -> listener.onOutput(offset, bytes));
      }
      case LOST -> {
        long from = frame.readLong();
        next = frame.readLong();
        tell(() -> listener.onLost(from, next));
      }
      case EXIT -> end(FrameCodec.exit(frame));
      case DONE -> {
        long number = frame.readLong();
        KeeperError code =
            pending.isInput(number) ? KeeperError.NOT_RUNNING : KeeperError.KILL_FAILED;
        pending.done(number, frame.readText(), code);
      }
      default -> log.warn("keeper frame ignored id={} type={}", id, frame.type());
    }
  }

  private void end(KeptExit exit) {
    ended = true;
    pending.failInput(KeeperError.NOT_RUNNING, "The program has ended.");
    pending.settleKills();
    tell(() -> listener.onExit(exit));
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      log.error("keeper listener failed id={}", id, e);
    }
  }

  private void reattach() {
    long pause = TimeUnit.MILLISECONDS.toNanos(50);
    while (!detached && !link.isClosed()) {
      // Even the first time, so that a keeper that dies of this very run is not started in a loop.
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, TimeUnit.SECONDS.toNanos(10));
      FrameChannel opened = null;
      try {
        opened = link.connect();
        Optional<Frame> refusal =
            attach(opened, FrameCodec.attach(id, next, acknowledged.get(), stallNanos));
        if (refusal.isPresent()) {
          end(new KeptExit(null, null, "lost: the keeper no longer has it", Instant.now()));
          opened.close();
          return;
        }
        channel = opened;
        if (detached) {
          opened.close();
        }
        for (long kill : pending.kills()) {
          opened.send(FrameCodec.numbered(FrameType.KILL, kill, ""));
        }
        return;
      } catch (SignalboxException | IOException e) {
        log.warn("keeper not reached id={} reason={}", id, e.getMessage());
        closeQuietly(opened);
      }
    }
  }

  @Override
  public CompletionStage<Void> write(ByteBuffer input) {
    if (ended) {
      return CompletableFuture.failedFuture(
          new SignalboxException(KeeperError.NOT_RUNNING, "The program has ended."));
    }
    ByteBuffer left = input.duplicate();
    try {
      pending.reserve(left.remaining());
    } catch (SignalboxException e) {
      return CompletableFuture.failedFuture(e);
    }
    writing.lock();
    try {
      return writeReserved(left);
    } finally {
      writing.unlock();
    }
  }

  private CompletionStage<Void> writeReserved(ByteBuffer left) {
    CompletableFuture<Void> stage = CompletableFuture.completedFuture(null);
    while (left.hasRemaining()) {
      int length = Math.min(left.remaining(), CHUNK);
      CompletableFuture<Void> piece = new CompletableFuture<>();
      long number = pending.add(length, piece);
      ByteBuffer bytes = left.slice(left.position(), length);
      left.position(left.position() + length);
      stage = stage.thenCombine(piece, (a, b) -> null);
      try {
        channel.send(
            Frame.of(
                FrameType.INPUT,
                out -> {
                  out.writeLong(number);
                  byte[] copy = new byte[length];
                  bytes.get(copy);
                  out.write(copy);
                }));
      } catch (IOException e) {
        pending.done(number, "The keeper cannot be reached.", KeeperError.UNAVAILABLE);
      }
    }
    if (ended) {
      pending.failInput(KeeperError.NOT_RUNNING, "The program has ended.");
    }
    return stage;
  }

  @Override
  public void signal(String name) {
    if (!SIGNAL.matcher(name).matches()) {
      throw new IllegalArgumentException("name: " + name + " (expected: such as TERM)");
    }
    if (ended) {
      return;
    }
    try {
      channel.send(Frame.of(FrameType.SIGNAL, out -> Frame.writeText(out, name)));
    } catch (IOException e) {
      throw KeeperLink.unavailable(e);
    }
  }

  @Override
  public CompletionStage<Void> kill() {
    CompletableFuture<Void> stage = new CompletableFuture<>();
    long number = pending.add(0, stage);
    if (ended) {
      pending.settleKills();
      return stage;
    }
    try {
      channel.send(FrameCodec.numbered(FrameType.KILL, number, ""));
    } catch (IOException e) {
      // It is sent again once there is a keeper.
      log.debug("kill postponed id={}", id, e);
    }
    if (ended) {
      pending.settleKills();
    }
    return stage;
  }

  @Override
  public void acknowledge(long offset) {
    if (acknowledged.getAndAccumulate(offset, Math::max) >= offset || ended) {
      return;
    }
    try {
      channel.send(Frame.of(FrameType.ACKNOWLEDGE, out -> out.writeLong(offset)));
    } catch (IOException e) {
      // The next attachment tells it.
      log.debug("acknowledgement postponed id={}", id, e);
    }
  }

  @Override
  public void release() {
    detach();
    try {
      Frame answer = link.ask(FrameCodec.release(id));
      answer.readLong();
      String failure = answer.readText();
      if (!failure.isEmpty()) {
        log.warn("keeper run not released id={} reason={}", id, failure);
      }
    } catch (SignalboxException e) {
      log.warn("keeper run not released id={} reason={}", id, e.getMessage());
    }
  }

  /** Tells whether nothing will be delivered any more. */
  boolean isOver() {
    return ended || detached;
  }

  /** Stops delivering; the run goes on. */
  void detach() {
    detached = true;
    closeQuietly(channel);
    pending.failInput(KeeperError.UNAVAILABLE, "The daemon has let go of the run.");
  }

  private static void closeQuietly(@Nullable FrameChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      log.debug("keeper connection not closed", e);
    }
  }
}
