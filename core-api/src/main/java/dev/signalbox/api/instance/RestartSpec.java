package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.json.WhenAbsent;
import java.time.Duration;

/**
 * Whether and how often an instance that ended by itself is started again.
 *
 * @param policy default {@code no}
 * @param attempts how many automatic restarts are made within {@code interval}, 1 to 1000; default
 *     5
 * @param interval the sliding window in which attempts are counted, 1 s to 30 d; default 10 min
 * @param backoff the wait before the first restart, doubled with each further one up to 5 min or
 *     itself, whichever is longer; 0 to 1 h; default 2 s
 */
public record RestartSpec(
    @WhenAbsent("\"no\"") RestartPolicy policy,
    @WhenAbsent("5") int attempts,
    @WhenAbsent("\"PT10M\"") Duration interval,
    @WhenAbsent("\"PT2S\"") Duration backoff) {
  /** Never restarted. */
  public static final RestartSpec DEFAULT =
      new RestartSpec(RestartPolicy.NO, 5, Duration.ofMinutes(10), Duration.ofSeconds(2));

  public RestartSpec {
    requireNonNull(policy, "policy");
    Bounds.check("attempts", attempts, 1, 1000);
    requireNonNull(interval, "interval");
    Bounds.check("interval", interval, Duration.ofSeconds(1), Duration.ofDays(30));
    requireNonNull(backoff, "backoff");
    Bounds.check("backoff", backoff, Duration.ZERO, Duration.ofHours(1));
  }
}
