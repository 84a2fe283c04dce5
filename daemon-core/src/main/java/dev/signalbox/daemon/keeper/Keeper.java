package dev.signalbox.daemon.keeper;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.lifecycle.Managed;
import java.util.List;
import java.util.Optional;

/**
 * Launches, adopts and commands processes that go on when the daemon ends.
 *
 * <p>The processes are held by a second, small process of ours, of which there is one per data
 * folder; it is the only reader of their output and the only assigner of offsets. Where it dies, it
 * is started again and what it held goes on; listeners are told of the discontinuity.
 *
 * <p>Safe for any thread. Methods other than {@link #capabilities()} and {@link #close()} throw
 * {@code keeper.unavailable} before {@link #start()}, after {@link #close()}, and while the keeper
 * cannot be reached.
 */
public interface Keeper extends Managed, AutoCloseable {
  /**
   * Returns the keeper of a folder, without starting or touching anything.
   *
   * <p>Where the system lacks what a keeper needs, the answer runs processes as plain children that
   * end with the daemon, and its {@link #capabilities()} say why.
   */
  static Keeper create(KeeperConfig config) {
    return KeeperSpawner.obstacle()
        .<Keeper>map(obstacle -> new PlainKeeper(config, obstacle))
        .orElseGet(() -> new SocketKeeper(config));
  }

  /**
   * Connects to the keeper that runs for this folder, or starts one.
   *
   * @throws SignalboxException {@code keeper.unavailable} with the reason
   */
  @Override
  void start();

  /** Returns what can be promised here, and why the rest cannot; constant once started. */
  KeeperCapabilities capabilities();

  /** Returns every run on disk that was not yet released, live or exited, in no order. */
  List<KeptId> known();

  /**
   * Starts a program, and returns once it is alive.
   *
   * <p>The listener may be called before this returns, and is never called where this throws.
   *
   * @throws SignalboxException {@code keeper.not-found} where the program does not exist (the
   *     message contains "not found"); {@code keeper.not-executable}; {@code keeper.bad-directory}
   *     where the directory cannot be entered; {@code keeper.launch-failed}; {@code
   *     keeper.unavailable}
   */
  KeptProcess launch(KeptSpec spec, KeptListener listener);

  /**
   * Attaches to a run that an earlier daemon launched.
   *
   * <p>A run that has exited meanwhile delivers the output that is left, then its exit. An adoption
   * of a run that is attached already takes it over; the earlier listener is called no more.
   *
   * @param from the offset after the last persisted byte; it also acknowledges everything before
   * @return empty where nothing of that id is on disk
   */
  Optional<KeptProcess> adopt(KeptId id, long from, KeptListener listener);

  /** Detaches from everything. What is kept goes on; listeners are called no more. Idempotent. */
  @Override
  void close();

  /** Does what {@link #close} does. */
  @Override
  default void stop() {
    close();
  }
}
