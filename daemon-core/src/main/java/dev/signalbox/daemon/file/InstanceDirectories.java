package dev.signalbox.daemon.file;

import dev.signalbox.api.id.InstanceId;

/** Knows the directory of each instance. */
@FunctionalInterface
public interface InstanceDirectories {
  /**
   * Returns the directory of an instance: the same object each time, for as long as the instance
   * keeps that directory.
   *
   * @throws dev.signalbox.api.error.SignalboxException where there is no such instance, or this
   *     system cannot give access to its files
   */
  RootedDirectory of(InstanceId instance);
}
