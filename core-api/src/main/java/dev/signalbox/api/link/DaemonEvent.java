package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import java.time.Instant;

/**
 * Something that happened at a daemon. Within one boot each event has the number of the one before
 * plus one, and an event says all about its subject, so that of several about one instance the last
 * is enough to know how it is.
 *
 * @param position of the event itself
 */
public record DaemonEvent(EventPosition position, Instant at, Change change) {
  /** What happened. */
  public sealed interface Change {}

  /** An instance was made, was given another specification, or moved to another state. */
  public record InstanceChanged(InstanceSnapshot instance) implements Change {
    public InstanceChanged {
      requireNonNull(instance, "instance");
    }
  }

  /** An instance was deleted. */
  public record InstanceRemoved(InstanceId instance) implements Change {
    public InstanceRemoved {
      requireNonNull(instance, "instance");
    }
  }

  public DaemonEvent {
    requireNonNull(position, "position");
    requireNonNull(at, "at");
    requireNonNull(change, "change");
  }
}
