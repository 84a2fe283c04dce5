package dev.signalbox.daemon.instance;

import static dev.signalbox.api.instance.InstanceState.BACKING_OFF;
import static dev.signalbox.api.instance.InstanceState.CRASHED;
import static dev.signalbox.api.instance.InstanceState.RUNNING;
import static dev.signalbox.api.instance.InstanceState.STARTING;
import static dev.signalbox.api.instance.InstanceState.STOPPED;
import static dev.signalbox.api.instance.InstanceState.STOPPING;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The table of states. What is not in it is refused; output is no trigger, so it never changes a
 * state.
 */
final class Transitions {
  private static final Map<InstanceState, Map<Trigger, InstanceState>> TABLE = table();

  private Transitions() {}

  /** Returns the state that follows, or empty where the trigger means nothing in this one. */
  static Optional<InstanceState> next(InstanceState state, Trigger trigger) {
    return Optional.ofNullable(TABLE.get(state)).map(row -> row.get(trigger));
  }

  /**
   * Returns the state that follows what somebody asked.
   *
   * @throws SignalboxException {@code instance.already-running}, {@code instance.not-running} or
   *     {@code instance.busy}
   */
  static InstanceState require(InstanceState state, Trigger trigger) {
    return next(state, trigger).orElseThrow(() -> refusal(state, trigger));
  }

  /** Says whether nothing runs, nothing is about to, and nothing exclusive is done. */
  static boolean isAtRest(InstanceState state) {
    return state == STOPPED || state == CRASHED;
  }

  private static SignalboxException refusal(InstanceState state, Trigger trigger) {
    InstanceError code =
        switch (state) {
          case INSTALLING, RESTORING -> InstanceError.BUSY;
          default ->
              trigger == Trigger.START ? InstanceError.ALREADY_RUNNING : InstanceError.NOT_RUNNING;
        };
    return new SignalboxException(code, "the instance is " + state.wireName());
  }

  private static Map<InstanceState, Map<Trigger, InstanceState>> table() {
    Map<InstanceState, Map<Trigger, InstanceState>> table = new EnumMap<>(InstanceState.class);
    for (InstanceState atRest : new InstanceState[] {STOPPED, CRASHED}) {
      table.put(atRest, Map.of(Trigger.START, STARTING, Trigger.RESTART, STARTING));
    }
    table.put(
        BACKING_OFF,
        Map.of(
            Trigger.START, STARTING,
            Trigger.RESTART, STARTING,
            Trigger.STOP, STOPPED,
            Trigger.KILL, STOPPED,
            Trigger.RETRY_DUE, STARTING));
    table.put(
        STARTING,
        Map.of(
            Trigger.STOP, STOPPING,
            Trigger.RESTART, STOPPING,
            Trigger.KILL, STOPPING,
            Trigger.LAUNCHED, RUNNING,
            Trigger.ENDED_CLEAN, STOPPED,
            Trigger.ENDED_BADLY, CRASHED,
            Trigger.ENDED_TO_RETRY, BACKING_OFF));
    table.put(
        RUNNING,
        Map.of(
            Trigger.STOP, STOPPING,
            Trigger.RESTART, STOPPING,
            Trigger.KILL, STOPPING,
            Trigger.ENDED_CLEAN, STOPPED,
            Trigger.ENDED_BADLY, CRASHED,
            Trigger.ENDED_TO_RETRY, BACKING_OFF));
    table.put(
        STOPPING,
        Map.of(
            Trigger.STOP, STOPPING,
            Trigger.RESTART, STOPPING,
            Trigger.KILL, STOPPING,
            Trigger.ENDED_AS_ASKED, STOPPED,
            Trigger.ENDED_TO_RESTART, STARTING));
    return table;
  }
}
