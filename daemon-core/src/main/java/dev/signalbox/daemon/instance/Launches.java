package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.ReadySpec;
import dev.signalbox.daemon.console.ConsoleLog;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.keeper.KeeperError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches and adopts the runs of one instance, off its queue, and tells of the outcome on it. */
final class Launches {
  private static final Logger log = LoggerFactory.getLogger(Launches.class);

  /** No restart helps where the program cannot be found or run. */
  private static final Set<KeeperError> HOPELESS =
      Set.of(KeeperError.NOT_FOUND, KeeperError.NOT_EXECUTABLE, KeeperError.BAD_DIRECTORY);

  /** Whether a run that ended may be started again. */
  enum Chance {
    BY_POLICY,
    NONE
  }

  /** A specification that was checked. */
  record Prepared(InstanceSpec spec, DriverPlan plan) {}

  /** Told on the queue. */
  interface Outcome {
    /** It is alive; may come after {@link #ended}. */
    void launched(InstanceRun run);

    /** Its output says that it is ready; may come before {@link #launched}. */
    void ready();

    /** It ended, or never began. */
    void ended(InstanceExit exit, Chance chance);
  }

  private final InstanceId id;
  private final ConsoleLog output;
  private final SupervisorContext context;
  private final SerialQueue queue;
  private volatile Charset encoding;

  Launches(InstanceId id, InstanceSpec spec, ConsoleLog output, SupervisorContext context) {
    this.id = requireNonNull(id, "id");
    this.output = requireNonNull(output, "output");
    this.context = requireNonNull(context, "context");
    this.queue = new SerialQueue(context.workers(), context.timer());
    this.encoding = encodingOf(spec);
  }

  SerialQueue queue() {
    return queue;
  }

  Charset encoding() {
    return encoding;
  }

  void changed(InstanceSpec spec) {
    encoding = encodingOf(spec);
  }

  /** Gives back what only a run needs. */
  void rest() {
    output.rest();
  }

  /**
   * Checks what is to be launched.
   *
   * @throws SignalboxException where this daemon cannot run it
   */
  Prepared prepare(InstanceSpec spec) {
    return new Prepared(spec, context.plans().plan(spec));
  }

  void launch(String name, Prepared prepared, Outcome outcome) {
    encoding = prepared.plan().encoding();
    RunTap tap =
        new RunTap(
            output,
            watch(prepared, outcome),
            exit -> queue.execute(() -> outcome.ended(exit, Chance.BY_POLICY)));
    try {
      context.workers().execute(() -> launchNow(name, prepared, tap, outcome));
    } catch (RejectedExecutionException e) {
      queue.execute(() -> outcome.ended(failure(e), Chance.BY_POLICY));
    }
  }

  Optional<InstanceRun> adopt(InstanceSpec spec, String name, Consumer<InstanceExit> onExit) {
    RunTap tap = new RunTap(output, null, exit -> queue.execute(() -> onExit.accept(exit)));
    Optional<InstanceRun> found =
        context
            .plans()
            .driver(spec.driver().type())
            .flatMap(driver -> driver.adopt(id, name, output.end(), tap));
    found.ifPresent(tap::attach);
    return found;
  }

  private void launchNow(String name, Prepared prepared, RunTap tap, Outcome outcome) {
    try {
      DriverPlan plan = prepared.plan();
      Path directory = context.plans().prepareDirectory(id, prepared.spec(), plan);
      InstanceRun launched = plan.launch(id, name, directory, output.end(), tap);
      tap.attach(launched);
      queue.execute(() -> outcome.launched(launched));
    } catch (RuntimeException e) {
      queue.execute(() -> outcome.ended(failure(e), chance(e)));
    }
  }

  private @Nullable ReadyWatch watch(Prepared prepared, Outcome outcome) {
    ReadySpec ready = prepared.spec().ready();
    return ready == null
        ? null
        : new ReadyWatch(
            ready.pattern(), prepared.plan().encoding(), () -> queue.execute(outcome::ready));
  }

  private InstanceExit failure(RuntimeException e) {
    String reason = e.getMessage();
    if (!(e instanceof SignalboxException)) {
      log.error("instance not launched id={}", id, e);
      reason = "it could not be launched: " + e;
    }
    return new InstanceExit(null, null, reason, context.clock().instant());
  }

  private static Chance chance(RuntimeException e) {
    return e instanceof SignalboxException known
            && known.code() instanceof KeeperError code
            && HOPELESS.contains(code)
        ? Chance.NONE
        : Chance.BY_POLICY;
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
