package dev.signalbox.daemon.keeper;

import java.util.concurrent.TimeUnit;

/** Ends what a test has left running. */
final class KeptRuns {
  private KeptRuns() {}

  static void killAll(Keeper keeper) {
    for (KeptId id : keeper.known()) {
      RecordingListener listener = new RecordingListener(0);
      keeper
          .adopt(id, 0, listener)
          .ifPresent(
              process -> {
                process.kill();
                listener.exit.orTimeout(20, TimeUnit.SECONDS).join();
                process.release();
              });
    }
  }
}
