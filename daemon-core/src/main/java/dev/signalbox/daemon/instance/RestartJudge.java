package dev.signalbox.daemon.instance;

import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.RestartPolicy;
import dev.signalbox.api.instance.RestartSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides whether an instance that ended by itself is started again, and when. */
final class RestartJudge {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private RestartJudge() {}

  static boolean isClean(InstanceExit exit) {
    Integer code = exit.code();
    return code != null && code == 0 && exit.signal() == null;
  }

  static boolean wantsRestart(RestartSpec spec, InstanceExit exit) {
    return spec.policy() == RestartPolicy.ALWAYS
        || (spec.policy() == RestartPolicy.ON_FAILURE && !isClean(exit));
  }

  /** Returns the earlier restarts that the limit still counts. */
  static List<Instant> counted(RestartSpec spec, List<Instant> attempts, Instant now) {
    Instant since = now.minus(spec.interval());
    return attempts.stream().filter(at -> at.isAfter(since)).toList();
  }

  /** Returns the wait after so many restarts that the limit still counts. */
  static Duration backoff(RestartSpec spec, int counted) {
    Duration longest = spec.backoff().compareTo(LONGEST) > 0 ? spec.backoff() : LONGEST;
    Duration wait = spec.backoff();
    for (int i = 0; i < counted && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
      if (wait.isZero()) {
        return wait;
      }
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
