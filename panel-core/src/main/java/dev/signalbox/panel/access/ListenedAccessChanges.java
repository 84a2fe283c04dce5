package dev.signalbox.panel.access;

import dev.signalbox.api.id.UserId;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes each change on to every listener, whatever another one does. */
final class ListenedAccessChanges implements AccessChanges {
  private static final Logger log = LoggerFactory.getLogger(ListenedAccessChanges.class);

  private final Set<AccessListener> listeners;

  ListenedAccessChanges(Set<AccessListener> listeners) {
    this.listeners = Set.copyOf(listeners);
  }

  @Override
  public void publish(UserId user) {
    for (AccessListener listener : listeners) {
      try {
        listener.accessChanged(user);
      } catch (RuntimeException e) {
        // The change is made already: the others must still learn of it.
        log.error("access listener failed user={}", user, e);
      }
    }
  }
}
