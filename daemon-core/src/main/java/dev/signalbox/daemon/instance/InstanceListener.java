package dev.signalbox.daemon.instance;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;

/**
 * Is told of what happens to instances, after it is on disk. Of one instance the calls come one
 * after the other and in order; of several they come at the same time.
 *
 * <p>The instance waits meanwhile, so a listener must be quick and must not ask anything of the
 * instance service. What it throws is logged.
 */
public interface InstanceListener {
  /** An instance was made, was given another specification, or moved to another state. */
  void changed(InstanceSnapshot instance);

  /** An instance was deleted. */
  void removed(InstanceId instance);
}
