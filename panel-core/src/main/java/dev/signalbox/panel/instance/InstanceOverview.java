package dev.signalbox.panel.instance;

import dev.signalbox.api.instance.InstanceSnapshot;
import java.util.List;

/** Knows the instances of all daemons, from what the daemons tell. Safe for any thread. */
public interface InstanceOverview {
  /**
   * Returns the instances of every daemon that is online, each with its daemon, by name without
   * regard to case, then by daemon and id. States are as of the daemons' last event, usage as of
   * some seconds ago at most.
   */
  List<InstanceSnapshot> list();
}
