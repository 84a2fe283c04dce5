package dev.signalbox.daemon.file;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a file may be written over its present state.
 *
 * <p>Called while no other write of the same directory can commit; must not block.
 */
@FunctionalInterface
public interface WriteCondition {
  /**
   * Returns where the write may go on.
   *
   * @param present the regular file at the path; null where nothing is there
   * @throws dev.signalbox.api.error.SignalboxException where it may not
   */
  void check(@Nullable FileVersion present);

  /** Returns the condition that always holds. */
  static WriteCondition none() {
    return present -> {};
  }
}
