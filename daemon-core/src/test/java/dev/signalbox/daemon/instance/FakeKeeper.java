package dev.signalbox.daemon.instance;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.daemon.keeper.Keeper;
import dev.signalbox.daemon.keeper.KeeperCapabilities;
import dev.signalbox.daemon.keeper.KeeperError;
import dev.signalbox.daemon.keeper.KeptExit;
import dev.signalbox.daemon.keeper.KeptId;
import dev.signalbox.daemon.keeper.KeptListener;
import dev.signalbox.daemon.keeper.KeptProcess;
import dev.signalbox.daemon.keeper.KeptSpec;
import dev.signalbox.daemon.keeper.KillScope;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds programs that do what the test says. It outlives the services that use it. */
final class FakeKeeper implements Keeper {
  final List<Program> launched = new CopyOnWriteArrayList<>();
  private final Map<KeptId, Program> held = new ConcurrentHashMap<>();
  private final AtomicLong pids = new AtomicLong(1000);
  private volatile Consumer<KeptSpec> beforeLaunch = spec -> {};
  private volatile Consumer<Program> onLaunch = program -> {};

  /** Runs before a launch, on the launching thread: it may throw or block. */
  void beforeLaunch(Consumer<KeptSpec> task) {
    beforeLaunch = task;
  }

  /** Runs when a program was launched, before the launch returns. */
  void onLaunch(Consumer<Program> task) {
    onLaunch = task;
  }

  Program last() {
    return launched.get(launched.size() - 1);
  }

  /** Forgets the daemon's listeners, as if it had died. */
  void daemonDies() {
    held.values().forEach(program -> program.listener = null);
  }

  @Override
  public void start() {}

  @Override
  public KeeperCapabilities capabilities() {
    return new KeeperCapabilities(true, KillScope.CGROUP_V2, true, List.of());
  }

  @Override
  public List<KeptId> known() {
    return List.copyOf(held.keySet());
  }

  @Override
  public KeptProcess launch(KeptSpec spec, KeptListener listener) {
    beforeLaunch.accept(spec);
    if (spec.command().get(0).equals("missing")) {
      throw new SignalboxException(KeeperError.NOT_FOUND, "missing: not found");
    }
    Program program = new Program(spec, pids.incrementAndGet(), listener);
    held.put(spec.id(), program);
    launched.add(program);
    onLaunch.accept(program);
    return program;
  }

  @Override
  public Optional<KeptProcess> adopt(KeptId id, long from, KeptListener listener) {
    Program program = held.get(id);
    if (program == null) {
      return Optional.empty();
    }
    program.adopted(from, listener);
    return Optional.of(program);
  }

  @Override
  public void close() {}

  /** One program. */
  final class Program implements KeptProcess {
    final KeptSpec spec;
    final List<String> signals = new CopyOnWriteArrayList<>();
    private final long pid;
    private final Instant startedAt = Instant.now();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream input = new ByteArrayOutputStream();
    private volatile @Nullable KeptListener listener;
    private volatile @Nullable KeptExit exit;
    private volatile long acknowledged;
    private volatile boolean ignoresEverything;

    Program(KeptSpec spec, long pid, KeptListener listener) {
      this.spec = spec;
      this.pid = pid;
      this.listener = listener;
      this.acknowledged = spec.firstOffset();
    }

    void prints(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      KeptListener to;
      long offset;
      synchronized (this) {
        offset = spec.firstOffset() + written.size();
        written.writeBytes(bytes);
        to = listener;
      }
      if (to != null) {
        to.onOutput(offset, ByteBuffer.wrap(bytes));
      }
    }

    void ignoresKill() {
      ignoresEverything = true;
    }

    void exits(int code) {
      ends(new KeptExit(code, null, null, Instant.now()));
    }

    private void ends(KeptExit how) {
      KeptListener to;
      synchronized (this) {
        if (exit != null) {
          return;
        }
        exit = how;
        to = listener;
      }
      if (to != null) {
        to.onExit(how);
      }
    }

    private void adopted(long from, KeptListener by) {
      byte[] rest;
      KeptExit ended;
      synchronized (this) {
        listener = by;
        byte[] all = written.toByteArray();
        int start = (int) (from - spec.firstOffset());
        rest = java.util.Arrays.copyOfRange(all, start, all.length);
        ended = exit;
      }
      if (rest.length > 0) {
        by.onOutput(from, ByteBuffer.wrap(rest));
      }
      if (ended != null) {
        by.onExit(ended);
      }
    }

    synchronized String input() {
      return input.toString(StandardCharsets.UTF_8);
    }

    long acknowledged() {
      return acknowledged;
    }

    boolean isReleased() {
      return !held.containsKey(spec.id());
    }

    @Override
    public KeptId id() {
      return spec.id();
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public Instant startedAt() {
      return startedAt;
    }

    @Override
    public synchronized CompletionStage<Void> write(ByteBuffer bytes) {
      if (exit != null) {
        return CompletableFuture.failedFuture(
            new SignalboxException(KeeperError.NOT_RUNNING, "ended"));
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      input.writeBytes(copy);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void signal(String name) {
      signals.add(name);
    }

    @Override
    public CompletionStage<Void> kill() {
      signals.add("tree");
      if (!ignoresEverything) {
        ends(new KeptExit(null, "KILL", null, Instant.now()));
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void acknowledge(long offset) {
      acknowledged = offset;
    }

    @Override
    public void release() {
      held.remove(spec.id());
    }

    List<String> signals() {
      return new ArrayList<>(signals);
    }
  }
}
