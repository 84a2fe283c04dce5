package dev.signalbox.api.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<Runnable> scheduled = new ArrayList<>();
  private final List<String> ran = new ArrayList<>();
  private int schedulings;
  private final Deadline deadline = new Deadline(this::schedule);

  private Runnable schedule(Runnable task, long nanos) {
    schedulings++;
    scheduled.add(task);
    return () -> scheduled.remove(task);
  }

  private void fire() {
    scheduled.remove(0).run();
  }

  @Test
  void runsOnceWhenItsTimeHasCome() {
    deadline.set(Duration.ZERO, () -> ran.add("a"));
    fire();
    assertThat(ran).containsExactly("a");
    assertThat(scheduled).isEmpty();
  }

  @Test
  void movesLaterWithoutTheTimer() {
    deadline.set(LONG, () -> ran.add("a"));
    for (int i = 0; i < 1000; i++) {
      deadline.set(LONG.plusSeconds(i), () -> ran.add("b"));
    }
    assertThat(schedulings).isEqualTo(1);
    fire();
    assertThat(ran).isEmpty();
    assertThat(scheduled).hasSize(1);
  }

  @Test
  void movesEarlierByTheTimer() {
    deadline.set(LONG, () -> ran.add("late"));
    deadline.set(Duration.ZERO, () -> ran.add("early"));
    assertThat(scheduled).hasSize(1);
    fire();
    assertThat(ran).containsExactly("early");
  }

  @Test
  void runsNothingOnceCleared() {
    deadline.set(Duration.ZERO, () -> ran.add("a"));
    deadline.clear();
    fire();
    assertThat(ran).isEmpty();
    deadline.set(Duration.ZERO, () -> ran.add("b"));
    deadline.end();
    assertThat(scheduled).isEmpty();
  }
}
