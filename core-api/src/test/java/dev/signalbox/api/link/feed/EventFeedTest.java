package dev.signalbox.api.link.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventFeedTest {
  private static final BootId BOOT = new BootId("boot");
  private static final int EVENTS = 100_000;
  private static final int BATCH = 500;

  @Test
  void aHundredThousandEventsArriveOnceAndInOrder() {
    Told told = new Told();
    AtomicLong next = new AtomicLong(1);
    EventFeed feed =
        new EventFeed(
            sink -> {
              tell(sink, next);
              return new Subscription();
            });
    EventFeedReader reader = new EventFeedReader(told);
    feed.subscribe(reader);
    told.caughtUp.join();
    assertThat(told.numbers)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList());
    assertThat(told.largest).isLessThan(EVENTS / 10);
  }

  @Test
  void aLineThatMakesNoSenseIsLeftOutAndThoseBehindItCome() {
    Told told = new Told();
    EventFeedReader reader = new EventFeedReader(told);
    AtomicLong asked = new AtomicLong();
    reader.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            asked.addAndGet(n);
          }

          @Override
          public void cancel() {}
        });
    String poison =
        "{\"boot\":\"boot\",\"seq\":2,\"at\":\"never\"}\nno JSON\n{\"instance\":{\"id\":1}}\n"
            + "{\"boot\":\"boot\",\"seq\":3,\"at\":\"2026-01-01T00:00:00Z\",\"removed\":\"x\"}\n"
            + "{\"caughtUp\":{\"boot\":\"boot\",\"seq\":3}}\n";
    for (byte each : poison.getBytes(UTF_8)) {
      reader.onNext(ByteBuffer.wrap(new byte[] {each}));
    }
    assertThat(told.numbers).containsExactly(3L);
    assertThat(told.caughtUp).isCompletedWithValue(new EventPosition(BOOT, 3));
    assertThat(asked).hasValue(1 + poison.length());
  }

  @Test
  void aReaderThatGoesEndsTheFollowing() {
    Subscription subscription = new Subscription();
    EventFeed feed = new EventFeed(sink -> subscription);
    EventFeedReader reader = new EventFeedReader(new Told());
    feed.subscribe(reader);
    reader.cancel();
    assertThat(subscription.closed).isTrue();
    assertThat(feed.happened(List.of(event(1))).toCompletableFuture()).isCompletedExceptionally();
  }

  private static void tell(DaemonEventSink sink, AtomicLong next) {
    long first = next.getAndAdd(BATCH);
    if (first > EVENTS) {
      sink.caughtUp(new EventPosition(BOOT, EVENTS), List.of());
      return;
    }
    List<DaemonEvent> batch =
        LongStream.range(first, first + BATCH).mapToObj(EventFeedTest::event).toList();
    sink.happened(batch).thenRunAsync(() -> tell(sink, next));
  }

  private static DaemonEvent event(long seq) {
    return new DaemonEvent(
        new EventPosition(BOOT, seq),
        Instant.EPOCH,
        new DaemonEvent.InstanceRemoved(new InstanceId("i" + seq)));
  }

  private static final class Subscription implements EventSubscription {
    private boolean closed;

    @Override
    public void acknowledge(EventPosition position) {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Told implements DaemonEventSink {
    private final List<Long> numbers = new ArrayList<>();
    private final CompletableFuture<EventPosition> caughtUp = new CompletableFuture<>();
    private int largest;

    @Override
    public CompletionStage<Void> happened(List<DaemonEvent> events) {
      largest = Math.max(largest, events.size());
      events.forEach(event -> numbers.add(event.position().seq()));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> caughtUp(EventPosition position, List<InstanceSnapshot> all) {
      caughtUp.complete(position);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
      return CompletableFuture.completedStage(null);
    }
  }
}
