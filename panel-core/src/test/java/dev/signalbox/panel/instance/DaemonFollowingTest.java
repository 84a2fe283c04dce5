package dev.signalbox.panel.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.DaemonHello;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.Link;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.database.DatabaseError;
import dev.signalbox.panel.history.HistoryEntry;
import dev.signalbox.panel.history.HistoryQuery;
import dev.signalbox.panel.history.HistoryService;
import dev.signalbox.panel.history.Told;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DaemonFollowingTest {
  private static final DaemonId DAEMON = new DaemonId("d");

  private final Workers workers = Workers.pool("test", 4, 100);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final MemoryHistory history = new MemoryHistory();
  private final TellingLink link = new TellingLink();
  private final DaemonMirror mirror = new DaemonMirror(DAEMON, event -> {}, () -> {});

  /** Stores in memory, unless it is out. */
  private static final class MemoryHistory implements HistoryService {
    private final List<EventPosition> rows = new ArrayList<>();
    private volatile boolean out;
    private volatile @Nullable EventPosition position;

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Optional<EventPosition> position(DaemonId daemon) {
      check();
      return Optional.ofNullable(position);
    }

    @Override
    public synchronized void store(
        DaemonId daemon, List<DaemonEvent> events, EventPosition reached) {
      check();
      events.forEach(event -> rows.add(event.position()));
      position = reached;
    }

    @Override
    public Page<HistoryEntry> find(HistoryQuery query, int limit, @Nullable String cursor) {
      throw new AssertionError();
    }

    synchronized List<EventPosition> rows() {
      return List.copyOf(rows);
    }

    private void check() {
      if (out) {
        throw new SignalboxException(DatabaseError.FAILED, "out");
      }
    }
  }

  /** Has things to tell, and lets go of nothing. */
  private static final class TellingLink implements Link {
    private final List<EventPosition> acknowledged = new CopyOnWriteArrayList<>();
    private volatile @Nullable EventPosition after;
    private volatile @Nullable DaemonEventSink sink;

    @Override
    public DaemonHello hello() {
      return new DaemonHello(DAEMON, Told.BOOT, "1", List.of());
    }

    @Override
    public EventSubscription events(@Nullable EventPosition position, DaemonEventSink told) {
      after = position;
      sink = told;
      return new EventSubscription() {
        @Override
        public void acknowledge(EventPosition reached) {
          acknowledged.add(reached);
        }

        @Override
        public void close() {}
      };
    }

    long next() {
      EventPosition known = after;
      return known == null ? 1 : known.seq() + 1;
    }

    /** Tells of events up to a number; says whether the panel is ready for more. */
    CompletableFuture<Void> tell(long first, long last) {
      DaemonEventSink told = sink;
      assertThat(told).isNotNull();
      return told.happened(Told.events(Told.BOOT, first, last)).toCompletableFuture();
    }

    @Override
    public CompletionStage<Void> revoke(UserId person) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public Duration clockSkew() {
      return Duration.ZERO;
    }

    @Override
    public boolean isLocal() {
      return false;
    }

    @Override
    public void renewCertificate() {}

    @Override
    public void forget() {}

    @Override
    public Duration roundTrip() {
      return Duration.ZERO;
    }

    @Override
    public Optional<X509Certificate> certificate() {
      return Optional.empty();
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpRequest request) {
      throw new AssertionError();
    }
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    workers.close();
  }

  @Test
  void neitherLosesNorDoublesWhateverLinkBreaksWhen() throws Exception {
    Random random = new Random(7);
    long all = 50_000;
    while (history.rows().size() < all) {
      DaemonFollowing following = following();
      for (long next = link.next(); next <= all; ) {
        long last = Math.min(all, next + random.nextInt(500));
        link.tell(next, last).get(10, TimeUnit.SECONDS);
        next = last + 1;
        if (random.nextInt(10) == 0) {
          break;
        }
      }
      if (random.nextBoolean()) {
        await().until(() -> history.position != null);
      }
      following.end();
      int stored = history.rows().size();
      assertThat(history.position(DAEMON).map(EventPosition::seq).orElse(0L)).isEqualTo(stored);
    }
    assertThat(history.rows())
        .isEqualTo(Told.events(Told.BOOT, 1, all).stream().map(DaemonEvent::position).toList());
  }

  @Test
  void acknowledgesOnlyWhatIsStoredAndMakesTheDaemonWait() throws Exception {
    DaemonFollowing following = following();
    link.tell(1, 10).get(10, TimeUnit.SECONDS);
    await().until(() -> link.acknowledged.contains(at(10)));

    history.out = true;
    CompletableFuture<Void> waits = link.tell(11, 20);
    for (long first = 21; waits.isDone(); first += 500) {
      assertThat(first).as("waits at some time").isLessThan(20_000);
      waits = link.tell(first, first + 499);
    }
    assertThat(link.acknowledged).containsOnly(at(10));
    history.out = false;
    waits.get(10, TimeUnit.SECONDS);
    assertThat(history.rows().size()).isGreaterThan(4000);
    assertThat(link.acknowledged.get(link.acknowledged.size() - 1).seq())
        .isEqualTo(history.rows().size());
    following.end();
  }

  @Test
  void followsOnceTheDatabaseTellsWhereTo() {
    history.out = true;
    DaemonFollowing following = following();
    assertThat(link.sink).isNull();
    history.out = false;
    await().until(() -> link.sink != null);
    following.end();
  }

  @Test
  void showsNothingThatIsToldOnceTheLinkIsDown() {
    DaemonFollowing following = following();
    following.end();
    following.caughtUp(at(1), List.of(Told.instance("late")));
    following.happened(Told.events(Told.BOOT, 2, 2));
    assertThat(mirror.listed()).isEmpty();
    assertThat(history.rows()).isEmpty();
  }

  @Test
  void showsNoStateOfThePastBeforeItCaughtUp() {
    DaemonFollowing following = following();
    following.happened(Told.events(Told.BOOT, 1, 2));
    assertThat(mirror.listed()).isEmpty();
    following.caughtUp(at(2), List.of(Told.instance("a")));
    assertThat(mirror.listed())
        .extracting(listed -> listed.snapshot().id().value())
        .containsExactly("a");
    following.happened(List.of(Told.event(Told.BOOT, 3, "b")));
    assertThat(mirror.listed()).hasSize(2);
    following.end();
    assertThat(mirror.listed()).isEmpty();
  }

  @Test
  void remembersWhereItCaughtUp() {
    DaemonFollowing following = following();
    following.caughtUp(at(17), List.of());
    await().until(() -> link.acknowledged.contains(at(17)));
    assertThat(history.position(DAEMON)).contains(at(17));
    following.end();
  }

  private DaemonFollowing following() {
    DaemonFollowing following = new DaemonFollowing(link, mirror, history, workers, timer);
    following.begin();
    return following;
  }

  private static EventPosition at(long seq) {
    return new EventPosition(Told.BOOT, seq);
  }
}
