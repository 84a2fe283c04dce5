package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.panel.access.AccessListener;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells that what a person may do has changed, and counts these changes: whatever was decided
 * before the last one is to be decided anew.
 */
final class AccessEvents implements AccessListener {
  private final PanelEvents events;
  private final AtomicLong count = new AtomicLong();

  @Inject
  AccessEvents(PanelEvents events) {
    this.events = requireNonNull(events, "events");
  }

  /** Returns how often anybody's rights have changed. */
  long count() {
    return count.get();
  }

  @Override
  public void accessChanged(UserId user) {
    count.incrementAndGet();
    events.publish(
        PanelEvent.of(
            "access.changed", "access " + user, new EventAudience.OfPerson(user), "user", user));
  }
}
