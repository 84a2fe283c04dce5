package dev.signalbox.daemon.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class DaemonEventsTest {
  @TempDir Path data;

  /** Keeps what it is told as a panel would, and breaks off after some of it. */
  private static final class PanelOfATest implements DaemonEventSink {
    private final List<Integer> stored = new ArrayList<>();
    private final CompletableFuture<EventPosition> caughtUp = new CompletableFuture<>();
    private final CompletableFuture<Void> brokeOff = new CompletableFuture<>();
    private final int most;
    private @Nullable EventPosition position;

    PanelOfATest(int most) {
      this.most = most;
    }

    @Override
    public synchronized CompletionStage<Void> happened(List<DaemonEvent> events) {
      for (DaemonEvent event : events) {
        if (stored.size() == most) {
          brokeOff.complete(null);
          return new CompletableFuture<>();
        }
        InstanceSnapshot instance = ((DaemonEvent.InstanceChanged) event.change()).instance();
        InstanceExit exit = instance.exit();
        stored.add(exit == null || exit.code() == null ? -1 : exit.code());
        position = event.position();
      }
      return CompletableFuture.runAsync(() -> {});
    }

    @Override
    public synchronized CompletionStage<Void> caughtUp(
        EventPosition now, List<InstanceSnapshot> instances) {
      position = now;
      if (!caughtUp.complete(now)) {
        throw new AssertionError("caught up twice");
      }
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
      return CompletableFuture.completedStage(null);
    }
  }

  @Test
  void tellsAHundredThousandEventsOnceAndInOrderWhateverBreaks() throws Exception {
    int all = 100_000;
    Random random = new Random(20261124);
    List<Integer> stored = new ArrayList<>();
    EventPosition position = null;
    int happened = 0;
    EventRig rig = EventRig.in(data);
    try {
      position = rig.at(0);
      while (stored.size() < all) {
        while (happened < all && random.nextInt(40_000) != 0) {
          rig.happen(happened++);
        }
        if (random.nextBoolean()) {
          rig.close();
          rig = EventRig.in(data);
        }
        PanelOfATest panel =
            new PanelOfATest(happened == all ? random.nextInt(60_000) : random.nextInt(20_000));
        EventSubscription subscription = rig.events().follow(position, panel);
        CompletableFuture.anyOf(panel.caughtUp, panel.brokeOff).get(60, TimeUnit.SECONDS);
        subscription.close();
        synchronized (panel) {
          stored.addAll(panel.stored);
          position = panel.position == null ? position : panel.position;
        }
        if (random.nextBoolean()) {
          subscription.acknowledge(position);
        }
      }
    } finally {
      rig.close();
    }
    assertThat(stored).isEqualTo(IntStream.range(0, all).boxed().toList());
  }

  @Test
  void catchesUpOnceBetweenWhatIsOverAndWhatIsNew() {
    try (EventRig rig = EventRig.in(data)) {
      IntStream.range(0, 1000).forEach(rig::happen);
      rig.instances.add(Happenings.crashed(0, ""));
      RecordingSink sink = new RecordingSink();
      rig.events().follow(rig.at(990), sink);
      rig.happen(1000);
      rig.happen(1001);
      await().until(() -> sink.told.size() == 13);
      assertThat(sink.told.subList(0, 10))
          .containsExactly("991", "992", "993", "994", "995", "996", "997", "998", "999", "1000");
      assertThat(sink.told.subList(10, 13)).containsExactly("caught up with 1", "1001", "1002");
      assertThat(sink.caughtUpAt).containsExactly(rig.at(1000));
    }
  }

  @Test
  void tellsEverythingKeptToWhomNothingIsKnown() {
    try (EventRig rig = EventRig.in(data)) {
      rig.happen(1);
      RecordingSink sink = new RecordingSink();
      rig.events().follow(null, sink);
      rig.happen(2);
      assertThat(sink.told).containsExactly("1", "caught up with 0", "2");
    }
  }

  @Test
  void tellsEverythingKeptBehindAPositionThatIsNotKnown() {
    try (EventRig before = EventRig.in(data)) {
      before.happen(1);
      before.happen(2);
    }
    try (EventRig rig = EventRig.in(data)) {
      rig.happen(3);
      RecordingSink stranger = new RecordingSink();
      rig.events().follow(new EventPosition(new BootId("another"), 5), stranger);
      assertThat(stranger.told).containsExactly("1", "2", "1", "caught up with 0");
      RecordingSink ahead = new RecordingSink();
      rig.events().follow(rig.at(77), ahead);
      assertThat(ahead.told).containsExactly("1", "2", "1", "caught up with 0");
    }
  }

  @Test
  void keepsWhatIsNotAcknowledgedOverRestarts() {
    EventPosition last;
    try (EventRig before = EventRig.in(data)) {
      IntStream.rangeClosed(1, 10).forEach(before::happen);
      last = before.at(8);
    }
    EventRig.in(data).close();
    try (EventRig rig = EventRig.in(data)) {
      rig.happen(11);
      RecordingSink sink = new RecordingSink();
      rig.events().follow(last, sink).acknowledge(rig.at(1));
      assertThat(sink.told).containsExactly("9", "10", "1", "caught up with 0");
      RecordingSink late = new RecordingSink();
      rig.events().follow(last, late);
      assertThat(late.told)
          .as("the earlier boots are let go of")
          .containsExactly("1", "caught up with 0");
    }
  }

  @Test
  void waitsForASlowSinkAndHoldsNothingForIt() {
    int many = 10_000;
    try (EventRig rig =
        new EventRig(data, data.resolve("events"), new SpoolLimits(1 << 20, 1L << 30))) {
      CompletableFuture<Void> slow = new CompletableFuture<>();
      RecordingSink sink = new RecordingSink();
      sink.answers(() -> slow);
      rig.events().follow(null, sink);
      long before = heap();
      for (int i = 1; i <= many; i++) {
        rig.happen(i, "x".repeat(20_000));
      }
      assertThat(heap() - before).as("of 200 MB").isLessThan(40 << 20);
      assertThat(sink.told).containsExactly("caught up with 0");
      slow.complete(null);
      await().atMost(60, TimeUnit.SECONDS).until(() -> sink.told.size() == many + 1);
      assertThat(sink.told.subList(1, many + 1))
          .isEqualTo(IntStream.rangeClosed(1, many).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void tellsOnlyTheNewestFigures() {
    try (EventRig rig = EventRig.in(data)) {
      rig.instances.add(Happenings.crashed(0, "").with(new InstanceUsage(0, 1)));
      CompletableFuture<Void> slow = new CompletableFuture<>();
      RecordingSink sink = new RecordingSink();
      sink.answers(() -> slow);
      rig.events().follow(null, sink);
      for (int memory = 2; memory <= 3; memory++) {
        InstanceSnapshot now = Happenings.crashed(0, "").with(new InstanceUsage(0, memory));
        rig.instances.set(0, now);
        rig.look();
      }
      slow.complete(null);
      await().until(() -> sink.told.size() >= 2);
      assertThat(sink.told).containsExactly("caught up with 1", "used 3");
    }
  }

  @Test
  void goesOnBehindACallThatFails() {
    try (EventRig rig = EventRig.in(data)) {
      RecordingSink sink = new RecordingSink();
      sink.answers(
          () -> {
            throw new IllegalStateException("a poison");
          });
      rig.events().follow(null, sink);
      rig.happen(1);
      sink.answers(() -> CompletableFuture.failedStage(new IllegalStateException("another")));
      rig.happen(2);
      sink.answers(() -> CompletableFuture.completedStage(null));
      rig.happen(3);
      assertThat(sink.told).containsExactly("caught up with 0", "1", "2", "3");
    }
  }

  @Test
  void tellsNothingOnceItIsClosed() {
    try (EventRig rig = EventRig.in(data)) {
      RecordingSink sink = new RecordingSink();
      EventSubscription subscription = rig.events().follow(null, sink);
      subscription.close();
      subscription.close();
      rig.happen(1);
      assertThat(sink.told).containsExactly("caught up with 0");
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
