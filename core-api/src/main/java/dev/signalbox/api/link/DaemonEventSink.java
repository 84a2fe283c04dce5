package dev.signalbox.api.link;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import java.util.List;
import java.util.Map;

/**
 * Takes what happens at one daemon, one call after the other. Called on threads of the daemon,
 * which may hold a lock: it must neither block nor call the link.
 */
public interface DaemonEventSink {
  /**
   * Tells of an event, in the order of the numbers and each once. A number left out means that the
   * daemon could not keep all events while nobody followed them.
   */
  void happened(DaemonEvent event);

  /**
   * Tells how all instances are, once, after the events that were missed and before those that are
   * new: whatever was lost, this is how it is now.
   *
   * @param position of the last event that is contained; the next one has the number after it
   */
  void caughtUp(EventPosition position, List<InstanceSnapshot> instances);

  /**
   * Tells what instances use just now, where that has changed. Figures have no number and are not
   * kept: only the newest counts.
   */
  void used(Map<InstanceId, InstanceUsage> usage);
}
