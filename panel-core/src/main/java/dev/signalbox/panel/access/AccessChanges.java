package dev.signalbox.panel.access;

import dev.signalbox.api.id.UserId;

/**
 * Tells that what a person may do has changed, so that what the person has open can be closed.
 *
 * <p>Called after the change is durable, on the thread that made it; must not block for long. A
 * receiver that fails does not undo the change.
 */
@FunctionalInterface
public interface AccessChanges {
  /** Tells of a change to one person. */
  void publish(UserId user);
}
