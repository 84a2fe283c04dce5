package dev.signalbox.daemon.event;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import org.jspecify.annotations.Nullable;

/** Numbers what happens at this daemon, from 1 with each boot. Safe for any thread. */
public interface DaemonEvents extends Managed {
  /** See {@link Link#events}. */
  EventSubscription follow(@Nullable EventPosition after, DaemonEventSink sink);
}
