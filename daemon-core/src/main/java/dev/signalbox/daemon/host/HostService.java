package dev.signalbox.daemon.host;

import dev.signalbox.api.host.HostInfo;

/** Looks at the machine. Safe for any thread. */
public interface HostService {
  /** Returns the machine as it is now; reads a few files and blocks no longer than that. */
  HostInfo inspect();
}
