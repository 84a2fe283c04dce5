package dev.signalbox.daemon.console;

import dev.signalbox.api.id.InstanceId;
import java.io.IOException;

/** Where the logs of all instances are. Safe for any thread. */
public interface ConsoleLogs {
  /** Opens the log of an instance, a new one where it has none; once per instance. */
  ConsoleLog open(InstanceId instance) throws IOException;

  /** Deletes the log of an instance; nothing happens where it has none. */
  void delete(InstanceId instance) throws IOException;
}
