package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;

/** Who is told of an event; decided when it is told, by what the listener may do then. */
public sealed interface EventAudience {
  /** Whoever may look at an instance. */
  record OfInstance(DaemonId daemon, InstanceId instance) implements EventAudience {
    public OfInstance {
      requireNonNull(daemon, "daemon");
      requireNonNull(instance, "instance");
    }
  }

  /** Whoever may know of a daemon. */
  record OfDaemon(DaemonId daemon) implements EventAudience {
    public OfDaemon {
      requireNonNull(daemon, "daemon");
    }
  }

  /** Whoever manages people, and the person. */
  record OfPerson(UserId person) implements EventAudience {
    public OfPerson {
      requireNonNull(person, "person");
    }
  }
}
