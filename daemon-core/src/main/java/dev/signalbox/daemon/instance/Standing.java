package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an instance that is on disk.
 *
 * @param run the name of the present or last run, null before the first
 * @param pid of the present run once it is alive
 * @param startedAt of the present or last run
 * @param exit of the last run, null while one is alive
 * @param restarts automatic restarts since somebody last started it
 * @param attempts when the automatic restarts were that the restart limit still counts
 * @param dueAt when the next automatic restart is due, in {@code backing-off} only
 */
record Standing(
    InstanceSpec spec,
    InstanceState state,
    Intent intent,
    @Nullable String run,
    @Nullable Long pid,
    @Nullable Instant startedAt,
    @Nullable InstanceExit exit,
    int restarts,
    List<Instant> attempts,
    @Nullable Instant dueAt) {
  Standing {
    requireNonNull(spec, "spec");
    requireNonNull(state, "state");
    requireNonNull(intent, "intent");
    if (pid != null && pid < 1) {
      throw new IllegalArgumentException("pid: " + pid + " (expected: at least 1)");
    }
    if (restarts < 0) {
      throw new IllegalArgumentException("restarts: " + restarts + " (expected: at least 0)");
    }
    attempts = List.copyOf(attempts);
  }

  /** A new instance. */
  static Standing of(InstanceSpec spec) {
    return new Standing(
        spec, InstanceState.STOPPED, Intent.NONE, null, null, null, null, 0, List.of(), null);
  }

  Standing with(InstanceSpec changed) {
    return new Standing(
        changed, state, intent, run, pid, startedAt, exit, restarts, attempts, dueAt);
  }

  /** The same run in another state, for a reason. */
  Standing moved(InstanceState next, Intent why) {
    return new Standing(spec, next, why, run, pid, startedAt, exit, restarts, attempts, null);
  }

  /** A new run that somebody asked for: the automatic ones are counted from here. */
  Standing startedByHand(String newRun, Instant now) {
    return new Standing(
        spec, InstanceState.STARTING, Intent.NONE, newRun, null, now, null, 0, List.of(), null);
  }

  /** A new run that the restart policy asked for. */
  Standing restarted(String newRun, List<Instant> counted, Instant now) {
    return new Standing(
        spec,
        InstanceState.STARTING,
        Intent.NONE,
        newRun,
        null,
        now,
        null,
        restarts + 1,
        counted,
        null);
  }

  Standing alive(InstanceState next, long newPid, Instant since) {
    return new Standing(spec, next, intent, run, newPid, since, null, restarts, attempts, null);
  }

  Standing ended(InstanceState next, InstanceExit how, @Nullable Instant due) {
    return new Standing(
        spec, next, Intent.NONE, run, null, startedAt, how, restarts, attempts, due);
  }
}
