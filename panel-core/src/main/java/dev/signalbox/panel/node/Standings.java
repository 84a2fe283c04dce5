package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Why daemons have no link, as far as this run of the panel knows. */
final class Standings {
  /** How a daemon without a link is. */
  record Standing(Node.Status status, String reason) {
    Standing {
      requireNonNull(status, "status");
      requireNonNull(reason, "reason");
    }
  }

  private final Map<DaemonId, Standing> standings = new ConcurrentHashMap<>();

  @Inject
  Standings() {}

  Optional<Standing> of(DaemonId daemon) {
    return Optional.ofNullable(standings.get(daemon));
  }

  /** Returns whether that is news. */
  boolean set(DaemonId daemon, Node.Status status, String reason) {
    Standing now = new Standing(status, reason);
    return !now.equals(standings.put(daemon, now));
  }

  void forget(DaemonId daemon) {
    standings.remove(daemon);
  }
}
