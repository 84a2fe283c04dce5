package dev.signalbox.daemon.keeper;

import static org.awaitility.Awaitility.await;

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
                await()
                    .until(
                        () -> {
                          process.acknowledge(listener.next);
                          return listener.exit.isDone();
                        });
                process.release();
              });
    }
  }
}
