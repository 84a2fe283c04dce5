package dev.signalbox.daemon.instance;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.lifecycle.Managed;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Creates, changes and runs the instances of this daemon. Safe for any thread; methods may write to
 * disk and so block briefly.
 *
 * <p>Every method that takes an id throws {@code instance.unknown} where there is none of it. What
 * an instance goes through is on disk before it takes effect.
 */
public interface InstanceService extends Managed {
  /**
   * Reads all instances from disk and takes over those that still run; starts those with {@code
   * autoStart}.
   */
  @Override
  void start();

  /** Lets go of all instances; those that the keeper holds go on. */
  @Override
  void stop();

  /** Returns every instance, by name and then by id. */
  List<InstanceSnapshot> list();

  InstanceSnapshot get(InstanceId id);

  /**
   * Creates an instance, which is {@code stopped} then.
   *
   * @throws SignalboxException {@code request.invalid}, naming the field that is wrong or that this
   *     daemon cannot do
   */
  InstanceSnapshot create(InstanceSpec spec);

  /**
   * Puts another specification in the place of the present one.
   *
   * <p>Name, tags, restart policy, the way to stop and {@code autoStart} count at once; the
   * driver's options count at the next start.
   *
   * @throws SignalboxException as for {@link #create}; {@code instance.already-running} for another
   *     directory while it is not at rest
   */
  InstanceSnapshot replace(InstanceId id, InstanceSpec spec);

  /**
   * Deletes an instance and its log.
   *
   * @throws SignalboxException {@code instance.already-running} unless it is at rest, which is
   *     {@code stopped} or {@code crashed}
   */
  void delete(InstanceId id, FileDisposal files);

  /**
   * Asks an instance at rest, or one that waits for its restart, to start, and returns without
   * waiting until it has.
   *
   * <p>The snapshot is {@code starting} already; what follows, a failure to launch included, shows
   * in its state. Of two callers who race, one is refused.
   *
   * @throws SignalboxException {@code instance.already-running}; {@code instance.busy}
   */
  InstanceSnapshot start(InstanceId id);

  /**
   * Asks an instance to stop as its specification says, and returns without waiting until it has.
   * One that stops already stays so; a restart that was to follow is called off.
   *
   * @throws SignalboxException {@code instance.not-running}; {@code instance.busy}
   */
  InstanceSnapshot stop(InstanceId id);

  /**
   * Stops an instance and starts it again; one at rest is started.
   *
   * @throws SignalboxException {@code instance.busy}
   */
  InstanceSnapshot restart(InstanceId id);

  /**
   * Kills an instance with all its processes, at once and whatever it was about to do; no restart
   * follows.
   *
   * @throws SignalboxException {@code instance.not-running}; {@code instance.busy}
   */
  InstanceSnapshot kill(InstanceId id);

  /**
   * Writes a line and its end to the standard input, in the order of the calls.
   *
   * @throws SignalboxException {@code instance.not-running}; {@code keeper.input-full}; {@code
   *     request.invalid} for {@code line} where it is not one line, or longer than 64 KiB
   */
  void command(InstanceId id, String line);

  /**
   * Returns the last lines of the output of all runs, decoded.
   *
   * @param lines 1 to 10000
   * @throws SignalboxException {@code request.invalid} for {@code lines}
   */
  String log(InstanceId id, int lines);

  /**
   * Asks everything that runs to stop; the stage completes when everything is at rest. Nothing is
   * restarted after.
   */
  CompletionStage<Void> stopAll();
}
