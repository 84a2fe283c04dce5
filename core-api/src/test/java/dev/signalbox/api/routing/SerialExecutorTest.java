package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SerialExecutorTest {
  @Test
  void runsTasksOfManyThreadsOneAfterTheOther() throws InterruptedException {
    int threads = 8;
    int each = 2000;
    List<Integer> order = new ArrayList<>();
    AtomicInteger inside = new AtomicInteger();
    AtomicBoolean overlapped = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(threads * each);
    try (Workers workers = Workers.create("serial")) {
      SerialExecutor serial = new SerialExecutor(workers);
      for (int t = 0; t < threads; t++) {
        int from = t * each;
        workers.execute(
            () -> {
              for (int i = 0; i < each; i++) {
                int number = from + i;
                serial.execute(
                    () -> {
                      overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
                      order.add(number);
                      inside.decrementAndGet();
                      done.countDown();
                    });
              }
            });
      }
      assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(overlapped).isFalse();
    for (int t = 0; t < threads; t++) {
      int from = t * each;
      assertThat(order.stream().filter(n -> n >= from && n < from + each)).isSorted().hasSize(each);
    }
  }

  @Test
  void goesOnAfterATaskThatThrows() {
    List<String> done = new ArrayList<>();
    SerialExecutor serial = new SerialExecutor(Runnable::run);

    serial.execute(
        () -> {
          throw new IllegalStateException("expected in this test");
        });
    serial.execute(() -> done.add("next"));

    assertThat(done).containsExactly("next");
  }

  @Test
  void runsATaskGivenByATaskAfterIt() {
    List<String> done = new ArrayList<>();
    SerialExecutor serial = new SerialExecutor(Runnable::run);

    serial.execute(
        () -> {
          serial.execute(() -> done.add("second"));
          done.add("first");
        });

    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void refusesWhereTheOtherExecutorDoes() {
    AtomicBoolean stopped = new AtomicBoolean(true);
    Executor executor =
        task -> {
          if (stopped.get()) {
            throw new RejectedExecutionException("stopped");
          }
          task.run();
        };
    SerialExecutor serial = new SerialExecutor(executor);
    List<String> done = new ArrayList<>();

    assertThatThrownBy(() -> serial.execute(() -> done.add("refused")))
        .isInstanceOf(RejectedExecutionException.class);
    stopped.set(false);
    serial.execute(() -> done.add("accepted"));

    assertThat(done).containsExactly("accepted");
  }
}
