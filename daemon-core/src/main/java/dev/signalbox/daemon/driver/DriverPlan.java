package dev.signalbox.daemon.driver;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/** Options that were checked, ready to be launched any number of times. */
public interface DriverPlan {
  /** Returns the encoding of input and output; a line end in it is the one byte 10. */
  Charset encoding();

  /** Returns who owns the instance's directory; empty for the daemon's own user. */
  Optional<RunUser> user();

  /**
   * Launches it, and returns once it is alive.
   *
   * <p>The listener may be called before this returns, and is never called where this throws.
   *
   * @param run a name that tells this run from every other one of the instance
   * @param directory where it starts; it exists
   * @param firstOffset offset of its first byte of output
   * @throws SignalboxException with a message that says why, for people
   */
  InstanceRun launch(
      InstanceId instance, String run, Path directory, long firstOffset, RunListener listener);
}
