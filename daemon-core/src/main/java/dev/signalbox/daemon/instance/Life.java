package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.ReadySpec;
import dev.signalbox.api.instance.RestartSpec;
import dev.signalbox.daemon.driver.InstanceRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one instance, step by step. Everything but {@link #run()} and {@link #ledger()}
 * is called on its serial queue only.
 */
final class Life {
  private static final Logger log = LoggerFactory.getLogger(Life.class);

  private final InstanceId id;
  private final SupervisorContext context;
  private final Ledger ledger;
  private final Launches launches;
  private final SerialQueue queue;
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  private volatile @Nullable InstanceRun run;
  private @Nullable StopSequence stopping;
  private @Nullable Future<?> timer;
  private @Nullable String readyRun;
  private boolean ending;

  Life(InstanceId id, Ledger ledger, Launches launches, SupervisorContext context) {
    this.id = requireNonNull(id, "id");
    this.ledger = requireNonNull(ledger, "ledger");
    this.launches = requireNonNull(launches, "launches");
    this.context = requireNonNull(context, "context");
    this.queue = launches.queue();
  }

  Ledger ledger() {
    return ledger;
  }

  /** Returns the present run once it is alive; null where there is none. Any thread. */
  @Nullable InstanceRun run() {
    return run;
  }

  // What people ask.

  void start() {
    Launches.Prepared prepared = launches.prepare(ledger.now().spec());
    cancelTimers();
    ledger.become(ledger.now().startedByHand(InstanceId.random().value(), now()));
    launch(prepared);
  }

  /** Ends what runs, or calls off what was about to. */
  void end(InstanceState next, Intent intent) {
    Standing now = ledger.now();
    if (next == InstanceState.STOPPED) {
      cancelTimers();
      ledger.become(now.moved(next, Intent.NONE));
      tellIfStill();
      return;
    }
    if (now.intent() == Intent.KILL && intent == Intent.STOP) {
      // Asked for more already.
      return;
    }
    ledger.become(now.moved(InstanceState.STOPPING, intent));
    InstanceRun alive = run;
    if (alive != null && (intent == Intent.KILL || now.state() != InstanceState.STOPPING)) {
      carryOut(alive, intent);
    }
    // Without one it is being launched; what was asked is carried out as soon as it is there.
  }

  /** Ends it and starts it no more; completes the stage when it is at rest. */
  void endForGood(CompletableFuture<Void> still) {
    ending = true;
    waiting.add(still);
    Transitions.next(ledger.state(), Trigger.STOP).ifPresent(next -> end(next, Intent.STOP));
    tellIfStill();
  }

  /** Lets go: timers end, what runs goes on. */
  void letGo() {
    ending = true;
    cancelTimers();
    run = null;
  }

  /** Takes it up as the daemon before left it. */
  void resume() {
    Standing left = ledger.now();
    switch (left.state()) {
      case STARTING, RUNNING, STOPPING -> adopt(left);
      case BACKING_OFF -> scheduleRetry(left);
      default -> {}
    }
    if (Transitions.isAtRest(ledger.state()) && left.spec().autoStart()) {
      start();
    }
  }

  // What happens.

  private void launch(Launches.Prepared prepared) {
    String name = requireNonNull(ledger.now().run(), "run");
    readyRun = null;
    launches.launch(
        name,
        prepared,
        new Launches.Outcome() {
          @Override
          public void launched(InstanceRun alive) {
            Life.this.launched(name, alive);
          }

          @Override
          public void ready() {
            Life.this.ready(name);
          }

          @Override
          public void ended(InstanceExit exit, Launches.Chance chance) {
            Life.this.ended(name, exit, chance);
          }
        });
  }

  private void launched(String name, InstanceRun alive) {
    if (!isCurrent(name)) {
      // It ended before it was known to have begun.
      alive.release();
      return;
    }
    run = alive;
    Standing now = ledger.now();
    ReadySpec ready = now.spec().ready();
    boolean waits = ready != null && !name.equals(readyRun);
    InstanceState next =
        waits ? now.state() : Transitions.next(now.state(), Trigger.LAUNCHED).orElse(now.state());
    ledger.becomeAnyway(now.alive(next, alive.pid(), alive.startedAt()));
    log.info("instance started id={} pid={}", id, alive.pid());
    if (next == InstanceState.STOPPING) {
      carryOut(alive, now.intent());
    } else if (waits && ready != null) {
      timer = later(ready.timeout(), () -> ready(name));
    }
  }

  private void ready(String name) {
    readyRun = name;
    Standing now = ledger.now();
    if (run == null || !isCurrent(name) || now.state() != InstanceState.STARTING) {
      return;
    }
    cancelTimers();
    ledger.becomeAnyway(now.moved(ledger.after(Trigger.LAUNCHED), now.intent()));
  }

  private void ended(String name, InstanceExit exit, Launches.Chance chance) {
    if (!isCurrent(name)) {
      return;
    }
    InstanceRun gone = run;
    run = null;
    cancelTimers();
    launches.rest();
    Standing now = ledger.now();
    if (now.state() != InstanceState.STOPPING) {
      judge(exit, chance);
    } else if (now.intent() == Intent.RESTART && !ending) {
      startAgain(exit);
    } else {
      ledger.becomeAnyway(now.ended(ledger.after(Trigger.ENDED_AS_ASKED), exit, null));
    }
    log.info(
        "instance ended id={} state={} code={} signal={} reason={}",
        id,
        ledger.state().wireName(),
        exit.code(),
        exit.signal(),
        exit.reason());
    if (gone != null) {
      gone.release();
    }
    tellIfStill();
  }

  private void startAgain(InstanceExit exit) {
    try {
      start();
    } catch (SignalboxException e) {
      log.error("instance not restarted id={}", id, e);
      ledger.becomeAnyway(ledger.now().ended(InstanceState.STOPPED, exit, null));
    }
  }

  private void judge(InstanceExit exit, Launches.Chance chance) {
    Standing now = ledger.now();
    RestartSpec spec = now.spec().restart();
    List<Instant> counted = RestartJudge.counted(spec, now.attempts(), now());
    boolean again =
        chance == Launches.Chance.BY_POLICY
            && !ending
            && RestartJudge.wantsRestart(spec, exit)
            && counted.size() < spec.attempts();
    if (again) {
      Instant due = now().plus(RestartJudge.backoff(spec, counted.size()));
      Standing next = now.ended(ledger.after(Trigger.ENDED_TO_RETRY), exit, due);
      ledger.becomeAnyway(next);
      scheduleRetry(next);
    } else {
      Trigger how = RestartJudge.isClean(exit) ? Trigger.ENDED_CLEAN : Trigger.ENDED_BADLY;
      ledger.becomeAnyway(now.ended(ledger.after(how), exit, null));
    }
  }

  private void scheduleRetry(Standing backingOff) {
    Instant due = backingOff.dueAt();
    Duration wait = due == null ? Duration.ZERO : Duration.between(now(), due);
    timer = later(wait, () -> retry(backingOff.run()));
  }

  private void retry(@Nullable String after) {
    Standing now = ledger.now();
    boolean due = Transitions.next(now.state(), Trigger.RETRY_DUE).isPresent();
    if (!due || ending || !Objects.equals(after, now.run())) {
      return;
    }
    List<Instant> counted =
        new ArrayList<>(RestartJudge.counted(now.spec().restart(), now.attempts(), now()));
    counted.add(now());
    ledger.becomeAnyway(now.restarted(InstanceId.random().value(), counted, now()));
    try {
      launch(launches.prepare(now.spec()));
    } catch (SignalboxException e) {
      ended(requireNonNull(ledger.now().run()), failed(e.getMessage()), Launches.Chance.NONE);
    }
  }

  private void adopt(Standing left) {
    String name = requireNonNullElse(left.run());
    Optional<InstanceRun> found;
    try {
      found =
          launches.adopt(left.spec(), name, exit -> ended(name, exit, Launches.Chance.BY_POLICY));
    } catch (SignalboxException e) {
      log.error("instance not adopted id={}", id, e);
      ended(name, failed("lost: " + e.getMessage()), Launches.Chance.BY_POLICY);
      return;
    }
    if (found.isEmpty()) {
      String reason = "lost: it ended while the daemon was away";
      ended(name, failed(reason), Launches.Chance.BY_POLICY);
      return;
    }
    InstanceRun alive = found.get();
    run = alive;
    InstanceState next = Transitions.next(left.state(), Trigger.LAUNCHED).orElse(left.state());
    ledger.becomeAnyway(left.alive(next, alive.pid(), alive.startedAt()));
    log.info("instance adopted id={} pid={}", id, alive.pid());
    if (next == InstanceState.STOPPING && left.intent() == Intent.KILL) {
      kill(alive);
    } else if (next == InstanceState.STOPPING) {
      stopSequence(alive).again(left.spec().stop(), launches.encoding());
    }
  }

  private void carryOut(InstanceRun alive, Intent intent) {
    cancelTimers();
    if (intent == Intent.KILL) {
      kill(alive);
    } else {
      stopSequence(alive).begin(ledger.now().spec().stop(), launches.encoding());
    }
  }

  private StopSequence stopSequence(InstanceRun alive) {
    StopSequence sequence = new StopSequence(alive, context.timer(), queue::execute);
    stopping = sequence;
    return sequence;
  }

  private void kill(InstanceRun alive) {
    alive
        .kill()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.error("instance not killed id={}", id, failure);
              }
            });
  }

  private boolean isCurrent(String name) {
    InstanceState state = ledger.state();
    return name.equals(ledger.now().run())
        && (state == InstanceState.STARTING
            || state == InstanceState.RUNNING
            || state == InstanceState.STOPPING);
  }

  private void tellIfStill() {
    if (Transitions.isAtRest(ledger.state())) {
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
    Future<?> pending = timer;
    if (pending != null) {
      pending.cancel(false);
      timer = null;
    }
  }

  private Future<?> later(Duration wait, Runnable task) {
    return context
        .timer()
        .schedule(() -> queue.execute(task), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
  }

  private InstanceExit failed(@Nullable String reason) {
    return new InstanceExit(null, null, reason, now());
  }

  private Instant now() {
    return context.clock().instant();
  }

  /** Every standing that is alive has a run; one that was tampered with has none that is known. */
  private static String requireNonNullElse(@Nullable String run) {
    return Objects.requireNonNullElse(run, "none");
  }
}
