package dev.signalbox.daemon.driver;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import java.util.Optional;

/** Runs instances of one type. Safe for any thread. */
public interface InstanceDriver {
  /** Returns the {@code driver.type} that it answers to. */
  String type();

  /**
   * Reads and checks the options; starts nothing.
   *
   * @throws SignalboxException {@code request.invalid}, naming the field by its path, such as
   *     {@code driver.command}
   */
  DriverPlan plan(DriverSpec spec);

  /**
   * Takes over a run that an earlier daemon launched.
   *
   * @param run the run's name as it was launched
   * @param from offset after the last byte of output that is held
   * @return empty where nothing of it is left
   */
  Optional<InstanceRun> adopt(InstanceId instance, String run, long from, RunListener listener);
}
