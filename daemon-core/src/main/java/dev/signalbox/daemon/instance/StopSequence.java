package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.StopSpec;
import dev.signalbox.daemon.driver.InstanceRun;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks one run to end: an input line, then a signal, then the kill.
 *
 * <p>For the serial queue of its instance, on which its later steps run too.
 */
final class StopSequence {
  private final InstanceRun run;
  private final ScheduledExecutorService timer;
  private final Consumer<Runnable> queue;
  private final List<Future<?>> later = new ArrayList<>();
  private boolean over;

  StopSequence(InstanceRun run, ScheduledExecutorService timer, Consumer<Runnable> queue) {
    this.run = requireNonNull(run, "run");
    this.timer = requireNonNull(timer, "timer");
    this.queue = requireNonNull(queue, "queue");
  }

  void begin(StopSpec spec, Charset encoding) {
    Duration timeout = spec.timeout();
    if (timeout.isZero() || spec.signal().equals("KILL")) {
      run.kill();
      return;
    }
    String input = spec.input();
    if (input == null) {
      run.signal(spec.signal());
    } else {
      run.write(ByteBuffer.wrap((input + "\n").getBytes(encoding)));
      after(timeout.dividedBy(2), () -> run.signal(spec.signal()));
    }
    after(timeout, run::kill);
  }

  /** The same without the input line, for a run that an earlier daemon has asked already. */
  void again(StopSpec spec, Charset encoding) {
    begin(new StopSpec(null, spec.signal(), spec.timeout()), encoding);
  }

  void cancel() {
    over = true;
    later.forEach(step -> step.cancel(false));
  }

  private void after(Duration wait, Runnable step) {
    later.add(
        timer.schedule(
            () ->
                queue.accept(
                    () -> {
                      if (!over) {
                        step.run();
                      }
                    }),
            wait.toMillis(),
            TimeUnit.MILLISECONDS));
  }
}
