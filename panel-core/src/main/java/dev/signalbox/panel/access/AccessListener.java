package dev.signalbox.panel.access;

import dev.signalbox.api.id.UserId;

/** Learns that what a person may do has changed; bound in a set. */
@FunctionalInterface
public interface AccessListener {
  /** The person may do more or less than before, or is gone. Must not block. */
  void accessChanged(UserId user);
}
