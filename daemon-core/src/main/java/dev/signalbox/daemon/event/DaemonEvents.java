package dev.signalbox.daemon.event;

import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventSubscription;

/** Numbers what happens at this daemon, from 1 with each boot. Safe for any thread. */
public interface DaemonEvents extends Managed {
  /**
   * Tells a sink how everything is, before this returns, and then whatever happens. Nothing is kept
   * for a sink that is not there.
   */
  EventSubscription follow(DaemonEventSink sink);
}
