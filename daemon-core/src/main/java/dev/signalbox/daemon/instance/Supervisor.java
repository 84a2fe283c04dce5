package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.instance.RestartSpec;
import dev.signalbox.daemon.console.ConsoleFeed;
import dev.signalbox.daemon.console.ConsoleLog;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.keeper.KeeperError;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of one instance: every request and every event passes through its serial queue.
 *
 * <p>A new standing is on disk before it takes effect. Readers see the last standing without
 * waiting.
 */
final class Supervisor implements ConsoleFeed {
  private static final Logger logger = LoggerFactory.getLogger(Supervisor.class);

  /** No restart helps where the program cannot be found or run. */
  private static final Set<KeeperError> HOPELESS =
      Set.of(KeeperError.NOT_FOUND, KeeperError.NOT_EXECUTABLE, KeeperError.BAD_DIRECTORY);

  private final InstanceId id;
  private final SupervisorContext context;
  private final ConsoleLog log;
  private final SerialQueue queue;

  private volatile Standing standing;
  private volatile Charset encoding;
  private volatile @Nullable InstanceRun run;

  // Only on the queue.
  private @Nullable StopSequence stopping;
  private @Nullable Future<?> retry;
  private boolean deleting;
  private boolean ending;
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  Supervisor(InstanceId id, Standing standing, ConsoleLog log, SupervisorContext context) {
    this.id = requireNonNull(id, "id");
    this.standing = requireNonNull(standing, "standing");
    this.log = requireNonNull(log, "log");
    this.context = requireNonNull(context, "context");
    this.queue = new SerialQueue(context.workers(), context.timer());
    this.encoding = encodingOf(standing.spec());
  }

  // What readers ask.

  InstanceSnapshot snapshot() {
    Standing now = standing;
    InstanceRun alive = run;
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
    return standing.spec();
  }

  @Override
  public ConsoleLog log() {
    return log;
  }

  @Override
  public InstanceState state() {
    return standing.state();
  }

  @Override
  public Charset encoding() {
    return encoding;
  }

  @Override
  public void input(ByteBuffer data) {
    InstanceRun alive = run;
    if (alive == null) {
      throw new SignalboxException(
          InstanceError.NOT_RUNNING, "the instance is " + state().wireName());
    }
    CompletableFuture<Void> written = alive.write(data).toCompletableFuture();
    if (written.isCompletedExceptionally()) {
      try {
        written.join();
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof SignalboxException refusal)) {
          throw e;
        }
        throw refusal.code() == KeeperError.NOT_RUNNING
            ? new SignalboxException(InstanceError.NOT_RUNNING, "the instance has ended")
            : refusal;
      }
    }
  }

  // What people ask.

  InstanceSnapshot start() {
    return queue.call(
        () -> {
          Transitions.require(standing.state(), Trigger.START);
          checkNotDeleting();
          startByHand();
          return snapshot();
        });
  }

  InstanceSnapshot restart() {
    return queue.call(
        () -> {
          InstanceState next = Transitions.require(standing.state(), Trigger.RESTART);
          checkNotDeleting();
          if (next == InstanceState.STARTING) {
            startByHand();
          } else {
            endRun(Intent.RESTART);
          }
          return snapshot();
        });
  }

  InstanceSnapshot stop() {
    return queue.call(() -> end(Trigger.STOP, Intent.STOP));
  }

  InstanceSnapshot kill() {
    return queue.call(() -> end(Trigger.KILL, Intent.KILL));
  }

  InstanceSnapshot replace(InstanceSpec spec) {
    return queue.call(
        () -> {
          checkNotDeleting();
          Standing now = standing;
          boolean moved = !Objects.equals(spec.directory(), now.spec().directory());
          if (moved && !Transitions.isAtRest(now.state())) {
            throw new SignalboxException(
                InstanceError.ALREADY_RUNNING, "the directory changes only at rest");
          }
          become(now.with(spec));
          encoding = encodingOf(spec);
          return snapshot();
        });
  }

  /** Reserves the instance for its deletion. */
  void beginDelete() {
    queue.call(
        () -> {
          checkNotDeleting();
          if (!Transitions.isAtRest(standing.state())) {
            throw new SignalboxException(
                InstanceError.ALREADY_RUNNING,
                "the instance is " + standing.state().wireName() + ", stop it first");
          }
          deleting = true;
          return true;
        });
  }

  /** Takes a deletion back that failed. */
  void abandonDelete() {
    queue.execute(() -> deleting = false);
  }

  /** Completes when nothing runs and nothing will; asks for it. */
  CompletableFuture<Void> endForGood() {
    CompletableFuture<Void> still = new CompletableFuture<>();
    queue.execute(
        () -> {
          ending = true;
          waiting.add(still);
          if (Transitions.next(standing.state(), Trigger.STOP).isPresent()) {
            end(Trigger.STOP, Intent.STOP);
          }
          tellIfStill();
        });
    return still;
  }

  /** Takes up an instance as the daemon before left it. */
  void resume() {
    queue.call(
        () -> {
          Standing now = standing;
          switch (now.state()) {
            case STARTING, RUNNING, STOPPING -> adopt(now);
            case BACKING_OFF -> scheduleRetry(now);
            default -> {}
          }
          if (Transitions.isAtRest(standing.state()) && standing.spec().autoStart()) {
            startByHand();
          }
          return true;
        });
  }

  /** Lets go: timers end, what runs goes on. */
  void letGo() {
    queue.call(
        () -> {
          ending = true;
          cancelTimers();
          run = null;
          return true;
        });
  }

  // On the queue from here on.

  private void startByHand() {
    DriverPlan plan = context.plans().plan(standing.spec());
    cancelTimers();
    become(standing.startedByHand(InstanceId.random().value(), now()));
    launch(plan);
  }

  private InstanceSnapshot end(Trigger trigger, Intent intent) {
    InstanceState next = Transitions.require(standing.state(), trigger);
    if (next == InstanceState.STOPPED) {
      cancelTimers();
      become(standing.moved(next, Intent.NONE));
      tellIfStill();
    } else {
      endRun(intent);
    }
    return snapshot();
  }

  private void endRun(Intent intent) {
    boolean asked = standing.state() == InstanceState.STOPPING;
    if (standing.intent() == Intent.KILL && intent == Intent.STOP) {
      // Stronger already.
      return;
    }
    become(standing.moved(InstanceState.STOPPING, intent));
    InstanceRun alive = run;
    if (alive == null) {
      // It is being launched; what was asked is done as soon as it is there.
      return;
    }
    if (intent == Intent.KILL) {
      cancelTimers();
      kill(alive);
    } else if (!asked) {
      beginStop(alive);
    }
  }

  private void beginStop(InstanceRun alive) {
    StopSequence sequence = new StopSequence(alive, context.timer(), queue::execute);
    stopping = sequence;
    sequence.begin(standing.spec().stop(), encoding);
  }

  private void kill(InstanceRun alive) {
    alive
        .kill()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                logger.error("instance not killed id={}", id, failure);
              }
            });
  }

  private void launch(DriverPlan plan) {
    String name = requireNonNull(standing.run(), "run");
    InstanceSpec spec = standing.spec();
    RunTap tap = tap(name);
    encoding = plan.encoding();
    Runnable task =
        () -> {
          try {
            Path directory = context.plans().prepareDirectory(id, spec, plan.user());
            InstanceRun launched = plan.launch(id, name, directory, log.end(), tap);
            tap.attach(launched);
            queue.execute(() -> launched(name, launched));
          } catch (RuntimeException e) {
            queue.execute(() -> launchFailed(name, e));
          }
        };
    try {
      context.workers().execute(task);
    } catch (RejectedExecutionException e) {
      launchFailed(name, e);
    }
  }

  private RunTap tap(String name) {
    return new RunTap(log, exit -> queue.execute(() -> ended(name, exit, RestartChance.BY_POLICY)));
  }

  private void launched(String name, InstanceRun launched) {
    if (!isCurrent(name)) {
      // It ended before it was known to have begun.
      launched.release();
      return;
    }
    run = launched;
    InstanceState state = standing.state();
    InstanceState next = Transitions.next(state, Trigger.LAUNCHED).orElse(state);
    becomeAnyway(standing.alive(next, launched.pid(), launched.startedAt()));
    logger.info("instance started id={} pid={}", id, launched.pid());
    if (next == InstanceState.STOPPING) {
      if (standing.intent() == Intent.KILL) {
        kill(launched);
      } else {
        beginStop(launched);
      }
    }
  }

  private void launchFailed(String name, RuntimeException failure) {
    boolean ours = failure instanceof SignalboxException;
    if (!ours) {
      logger.error("instance not started id={}", id, failure);
    }
    String reason =
        ours ? String.valueOf(failure.getMessage()) : "it could not be launched: " + failure;
    boolean hopeless =
        failure instanceof SignalboxException known
            && known.code() instanceof KeeperError code
            && HOPELESS.contains(code);
    ended(
        name,
        new InstanceExit(null, null, reason, now()),
        hopeless ? RestartChance.NONE : RestartChance.BY_POLICY);
  }

  private enum RestartChance {
    BY_POLICY,
    NONE
  }

  private void ended(String name, InstanceExit exit, RestartChance chance) {
    if (!isCurrent(name)) {
      return;
    }
    InstanceRun gone = run;
    run = null;
    cancelTimers();
    log.rest();
    Intent intent = standing.intent();
    if (standing.state() != InstanceState.STOPPING) {
      judge(exit, chance);
    } else if (intent == Intent.RESTART && !ending) {
      startAfterStop(exit);
    } else {
      becomeAnyway(standing.ended(next(Trigger.ENDED_AS_ASKED), exit, null));
    }
    logger.info(
        "instance ended id={} state={} code={} signal={} reason={}",
        id,
        standing.state().wireName(),
        exit.code(),
        exit.signal(),
        exit.reason());
    if (gone != null) {
      gone.release();
    }
    tellIfStill();
  }

  private void startAfterStop(InstanceExit exit) {
    try {
      DriverPlan plan = context.plans().plan(standing.spec());
      becomeAnyway(standing.startedByHand(InstanceId.random().value(), now()));
      launch(plan);
    } catch (SignalboxException e) {
      logger.error("instance not restarted id={}", id, e);
      becomeAnyway(standing.ended(InstanceState.STOPPED, exit, null));
    }
  }

  private void judge(InstanceExit exit, RestartChance chance) {
    RestartSpec spec = standing.spec().restart();
    Instant now = now();
    List<Instant> counted = RestartJudge.counted(spec, standing.attempts(), now);
    boolean again =
        chance == RestartChance.BY_POLICY
            && !ending
            && RestartJudge.wantsRestart(spec, exit)
            && counted.size() < spec.attempts();
    if (again) {
      Instant due = now.plus(RestartJudge.backoff(spec, counted.size()));
      Standing next = standing.ended(next(Trigger.ENDED_TO_RETRY), exit, due);
      becomeAnyway(next);
      scheduleRetry(next);
    } else {
      Trigger how = RestartJudge.isClean(exit) ? Trigger.ENDED_CLEAN : Trigger.ENDED_BADLY;
      becomeAnyway(standing.ended(next(how), exit, null));
    }
  }

  private void scheduleRetry(Standing backingOff) {
    Instant due = backingOff.dueAt();
    Duration wait = due == null ? Duration.ZERO : Duration.between(now(), due);
    retry =
        context
            .timer()
            .schedule(
                () -> queue.execute(() -> retry(backingOff.run())),
                Math.max(0, wait.toMillis()),
                TimeUnit.MILLISECONDS);
  }

  private void retry(@Nullable String after) {
    boolean due = Transitions.next(standing.state(), Trigger.RETRY_DUE).isPresent();
    if (!due || ending || !Objects.equals(after, standing.run())) {
      return;
    }
    Instant now = now();
    List<Instant> counted =
        new ArrayList<>(RestartJudge.counted(standing.spec().restart(), standing.attempts(), now));
    counted.add(now);
    becomeAnyway(standing.restarted(InstanceId.random().value(), counted, now));
    try {
      launch(context.plans().plan(standing.spec()));
    } catch (SignalboxException e) {
      launchFailed(requireNonNull(standing.run(), "run"), e);
    }
  }

  private void adopt(Standing left) {
    String name = left.run();
    if (name == null) {
      becomeAnyway(left.ended(InstanceState.STOPPED, lost("it never ran"), null));
      return;
    }
    RunTap tap = tap(name);
    Optional<InstanceRun> found;
    try {
      found =
          context
              .plans()
              .driver(left.spec().driver().type())
              .flatMap(driver -> driver.adopt(id, name, log.end(), tap));
    } catch (SignalboxException e) {
      logger.error("instance not adopted id={}", id, e);
      ended(name, lost("lost: " + e.getMessage()), RestartChance.BY_POLICY);
      return;
    }
    if (found.isEmpty()) {
      ended(name, lost("lost: it ended while the daemon was away"), RestartChance.BY_POLICY);
      return;
    }
    InstanceRun alive = found.get();
    tap.attach(alive);
    run = alive;
    InstanceState next = Transitions.next(left.state(), Trigger.LAUNCHED).orElse(left.state());
    becomeAnyway(left.alive(next, alive.pid(), alive.startedAt()));
    logger.info("instance adopted id={} pid={}", id, alive.pid());
    if (next != InstanceState.STOPPING) {
      return;
    }
    if (left.intent() == Intent.KILL) {
      kill(alive);
    } else {
      StopSequence sequence = new StopSequence(alive, context.timer(), queue::execute);
      stopping = sequence;
      sequence.again(left.spec().stop(), encoding);
    }
  }

  /** Takes a standing up, after it is on disk; where that fails nothing has changed. */
  private void become(Standing next) {
    context.records().put(id, next);
    take(next);
  }

  /** The same for what has happened already, and so is true whether the disk takes it or not. */
  private void becomeAnyway(Standing next) {
    try {
      context.records().put(id, next);
    } catch (SignalboxException e) {
      logger.error("instance state not stored id={} state={}", id, next.state().wireName(), e);
    }
    take(next);
  }

  private void take(Standing next) {
    boolean moved = standing.state() != next.state();
    standing = next;
    if (moved) {
      context.consoles().stateChanged(id, next.state());
    }
  }

  private InstanceState next(Trigger trigger) {
    return Transitions.next(standing.state(), trigger)
        .orElseThrow(() -> new IllegalStateException(standing.state() + " " + trigger));
  }

  private boolean isCurrent(String name) {
    return name.equals(standing.run()) && isAlive(standing.state());
  }

  private static boolean isAlive(InstanceState state) {
    return state == InstanceState.STARTING
        || state == InstanceState.RUNNING
        || state == InstanceState.STOPPING;
  }

  private void checkNotDeleting() {
    if (deleting) {
      throw new SignalboxException(InstanceError.BUSY, "the instance is being deleted");
    }
  }

  private void tellIfStill() {
    if (Transitions.isAtRest(standing.state())) {
      waiting.forEach(still -> still.complete(null));
      waiting.clear();
    }
  }

  private void cancelTimers() {
    StopSequence sequence = stopping;
    if (sequence != null) {
      sequence.cancel();
      stopping = null;
    }
    Future<?> pending = retry;
    if (pending != null) {
      pending.cancel(false);
      retry = null;
    }
  }

  private InstanceExit lost(String reason) {
    return new InstanceExit(null, null, reason, now());
  }

  private Instant now() {
    return context.clock().instant();
  }

  private Charset encodingOf(InstanceSpec spec) {
    try {
      return context.plans().plan(spec).encoding();
    } catch (SignalboxException e) {
      // A record from a daemon that could do more: it can be looked at all the same.
      return StandardCharsets.UTF_8;
    }
  }
}
