package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.daemon.console.ConsoleFeed;
import dev.signalbox.daemon.console.ConsoleLog;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.keeper.KeeperError;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of one instance: every request and every event passes through its serial queue.
 *
 * <p>A new standing is on disk before it takes effect. Readers see the last standing without
 * waiting. Safe for any thread.
 */
final class Supervisor implements ConsoleFeed {
  private final InstanceId id;
  private final ConsoleLog log;
  private final InstanceListener listener;
  private final Ledger ledger;
  private final Launches launches;
  private final Life life;
  private final SerialQueue queue;

  // Only on the queue.
  private boolean deleting;

  Supervisor(InstanceId id, Standing standing, ConsoleLog log, SupervisorContext context) {
    this.id = requireNonNull(id, "id");
    this.log = requireNonNull(log, "log");
    this.listener = context.listener();
    this.ledger = new Ledger(id, standing, context.records(), context.consoles(), this::tellChange);
    this.launches = new Launches(id, standing.spec(), log, context);
    this.life = new Life(id, ledger, launches, context);
    this.queue = launches.queue();
  }

  // What readers ask.

  InstanceSnapshot snapshot() {
    Standing now = ledger.now();
    InstanceRun alive = life.run();
    return InstanceSnapshot.of(
        id,
        now.spec(),
        now.state(),
        now.pid(),
        now.startedAt(),
        now.exit(),
        now.restarts(),
        alive == null || now.pid() == null ? InstanceUsage.NONE : alive.usage());
  }

  InstanceSpec spec() {
    return ledger.now().spec();
  }

  @Override
  public ConsoleLog log() {
    return log;
  }

  @Override
  public InstanceState state() {
    return ledger.state();
  }

  @Override
  public Charset encoding() {
    return launches.encoding();
  }

  @Override
  public void input(ByteBuffer data) {
    InstanceRun alive = life.run();
    if (alive == null) {
      throw notRunning("the instance is " + state().wireName());
    }
    CompletableFuture<Void> written = alive.write(data).toCompletableFuture();
    if (!written.isCompletedExceptionally()) {
      return;
    }
    try {
      written.join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof SignalboxException refusal)) {
        throw e;
      }
      throw refusal.code() == KeeperError.NOT_RUNNING
          ? notRunning("the instance has ended")
          : refusal;
    }
  }

  // What people ask.

  InstanceSnapshot start() {
    return queue.call(
        () -> {
          Transitions.require(ledger.state(), Trigger.START);
          checkNotDeleting();
          life.start();
          return snapshot();
        });
  }

  InstanceSnapshot restart() {
    return queue.call(
        () -> {
          InstanceState next = Transitions.require(ledger.state(), Trigger.RESTART);
          checkNotDeleting();
          if (next == InstanceState.STARTING) {
            life.start();
          } else {
            life.end(next, Intent.RESTART);
          }
          return snapshot();
        });
  }

  InstanceSnapshot stop() {
    return end(Trigger.STOP, Intent.STOP);
  }

  InstanceSnapshot kill() {
    return end(Trigger.KILL, Intent.KILL);
  }

  InstanceSnapshot replace(InstanceSpec spec) {
    return queue.call(
        () -> {
          checkNotDeleting();
          Standing now = ledger.now();
          boolean elsewhere = !Objects.equals(spec.directory(), now.spec().directory());
          if (elsewhere && !Transitions.isAtRest(now.state())) {
            throw running("the directory changes only at rest");
          }
          ledger.become(now.with(spec));
          launches.changed(spec);
          return snapshot();
        });
  }

  /** Tells of an instance that is new. */
  void announce() {
    run(this::tellChange);
  }

  /** Reserves the instance for its deletion. */
  void beginDelete() {
    run(
        () -> {
          checkNotDeleting();
          if (!Transitions.isAtRest(ledger.state())) {
            throw running("the instance is " + state().wireName() + ", stop it first");
          }
          deleting = true;
        });
  }

  /** Takes back a deletion that failed. */
  void abandonDelete() {
    run(() -> deleting = false);
  }

  /** Asks for rest; completes when nothing runs and nothing will. */
  CompletableFuture<Void> endForGood() {
    CompletableFuture<Void> still = new CompletableFuture<>();
    queue.execute(() -> life.endForGood(still));
    return still;
  }

  /** Takes the instance up as the daemon before left it. */
  void resume() {
    run(life::resume);
  }

  /** Lets go: timers end, what runs goes on. */
  void letGo() {
    run(life::letGo);
  }

  private InstanceSnapshot end(Trigger trigger, Intent intent) {
    return queue.call(
        () -> {
          life.end(Transitions.require(ledger.state(), trigger), intent);
          return snapshot();
        });
  }

  private void run(Runnable task) {
    queue.<@Nullable Void>call(
        () -> {
          task.run();
          return null;
        });
  }

  private void tellChange() {
    listener.changed(snapshot());
  }

  private void checkNotDeleting() {
    if (deleting) {
      throw new SignalboxException(InstanceError.BUSY, "the instance is being deleted");
    }
  }

  private static SignalboxException running(String message) {
    return new SignalboxException(InstanceError.ALREADY_RUNNING, message);
  }

  private static SignalboxException notRunning(String message) {
    return new SignalboxException(InstanceError.NOT_RUNNING, message);
  }
}
