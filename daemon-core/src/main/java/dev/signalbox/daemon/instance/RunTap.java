package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.daemon.console.ConsoleLog;
import dev.signalbox.daemon.driver.InstanceRun;
import dev.signalbox.daemon.driver.RunListener;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the output of one run into the log, and only then acknowledges it. */
final class RunTap implements RunListener {
  private final ConsoleLog log;
  private final @Nullable ReadyWatch ready;
  private final Consumer<InstanceExit> onExit;
  private volatile @Nullable InstanceRun run;

  /**
   * @param ready sees the output after it is in the log; null for none
   */
  RunTap(ConsoleLog log, @Nullable ReadyWatch ready, Consumer<InstanceExit> onExit) {
    this.log = requireNonNull(log, "log");
    this.ready = ready;
    this.onExit = requireNonNull(onExit, "onExit");
  }

  /** Names the run, which is known only after its first output may have come. */
  void attach(InstanceRun known) {
    run = known;
    known.acknowledge(log.end());
  }

  @Override
  public void onOutput(long offset, ByteBuffer bytes) {
    long end = log.append(offset, bytes);
    InstanceRun known = run;
    if (known != null) {
      known.acknowledge(end);
    }
    if (ready != null) {
      ready.feed(bytes);
    }
  }

  @Override
  public void onLost(long from, long to) {
    log.lost(to);
    InstanceRun known = run;
    if (known != null) {
      known.acknowledge(to);
    }
  }

  @Override
  public void onExit(InstanceExit exit) {
    onExit.accept(exit);
  }
}
