package dev.signalbox.api.link;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Takes what happens at one daemon, one call after the other: the next comes after the stage of the
 * one before has completed, so a slow sink is waited for and nothing is queued for it.
 *
 * <p>Called on threads that do other work too: a call must not block, what takes long belongs
 * behind the stage. A call that throws and a stage that fails are logged and count as done, so that
 * an event which cannot be dealt with never holds up those behind it; a sink that wants to try
 * again delays its stage.
 */
public interface DaemonEventSink {
  /**
   * Tells of events, in the order of the numbers and each once. A number left out means that the
   * daemon could not keep that event while nobody followed it.
   *
   * @param events at least one
   */
  CompletionStage<Void> happened(List<DaemonEvent> events);

  /**
   * Tells how all instances are, once, after the events that were missed and before those that are
   * new: whatever was lost, this is how it is now.
   *
   * @param position of the last event that is contained; the next one has the number after it
   */
  CompletionStage<Void> caughtUp(EventPosition position, List<InstanceSnapshot> instances);

  /**
   * Tells what instances use just now, where that has changed. Figures have no number and are not
   * kept: only the newest counts.
   */
  CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage);
}
