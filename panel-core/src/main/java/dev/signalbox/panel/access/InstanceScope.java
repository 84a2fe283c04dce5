package dev.signalbox.panel.access;

import dev.signalbox.api.id.InstanceId;
import java.util.Set;

/** Which instances of one daemon a caller may see. */
public sealed interface InstanceScope {
  /** Says whether the instance lies within. */
  boolean contains(InstanceId instance);

  /** Returns the scope of every instance, also of those that are yet to come. */
  static InstanceScope all() {
    return All.ALL;
  }

  /** Returns the scope of only these instances. */
  static InstanceScope only(Set<InstanceId> instances) {
    return new Only(instances);
  }

  /** Every instance of the daemon. */
  enum All implements InstanceScope {
    ALL;

    @Override
    public boolean contains(InstanceId instance) {
      return true;
    }
  }

  /** The named instances; none where the set is empty. */
  record Only(Set<InstanceId> instances) implements InstanceScope {
    public Only {
      instances = Set.copyOf(instances);
    }

    @Override
    public boolean contains(InstanceId instance) {
      return instances.contains(instance);
    }
  }
}
