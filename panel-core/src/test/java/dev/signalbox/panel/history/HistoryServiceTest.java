package dev.signalbox.panel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.database.DatabaseConfig;
import dev.signalbox.panel.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryServiceTest {
  private static final DaemonId DAEMON = new DaemonId("d");
  private static final DaemonId OTHER = new DaemonId("other");

  @TempDir Path data;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Workers workers = Workers.pool("test", 2, 100);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Database database;
  private HistoryTable table;
  private HistoryService history;

  @BeforeEach
  void start() {
    database = Database.create(DatabaseConfig.embedded(data));
    database.start();
    Told.join(database, DAEMON);
    Told.join(database, OTHER);
    table = new HistoryTable(database);
    history = new StoredHistoryService(table, workers, timer, new TestClock(), registry);
  }

  @AfterEach
  void stop() {
    database.stop();
    timer.shutdownNow();
    workers.close();
  }

  @Test
  void storesABatchThatComesTwiceOnce() {
    List<DaemonEvent> batch = Told.events(Told.BOOT, 1, 50);
    history.store(DAEMON, batch, Told.at(50));
    history.store(DAEMON, batch, Told.at(50));
    history.store(DAEMON, Told.events(Told.BOOT, 40, 60), Told.at(60));
    List<DaemonEvent> doubled = new ArrayList<>(Told.events(Told.BOOT, 61, 62));
    doubled.addAll(Told.events(Told.BOOT, 61, 62));
    history.store(DAEMON, doubled, Told.at(62));
    assertThat(codes(DAEMON)).isEqualTo(descending(62));
    assertThat(history.position(DAEMON)).contains(Told.at(62));
    assertThat(skipped()).isZero();
  }

  @Test
  void tellsTheSameNumbersOfBootsAndDaemonsApart() {
    history.store(DAEMON, Told.events(Told.BOOT, 1, 2), Told.at(2));
    BootId next = new BootId("next");
    history.store(DAEMON, Told.events(next, 1, 1), new EventPosition(next, 1));
    history.store(OTHER, Told.events(Told.BOOT, 1, 1), Told.at(1));
    assertThat(codes(DAEMON)).hasSize(3);
    assertThat(codes(OTHER)).hasSize(1);
    assertThat(history.position(DAEMON)).contains(new EventPosition(next, 1));
  }

  @Test
  void remembersHowFarWithoutAnEvent() {
    assertThat(history.position(DAEMON)).isEmpty();
    history.store(DAEMON, List.of(), Told.at(0));
    assertThat(history.position(DAEMON)).contains(Told.at(0));
  }

  @Test
  void passesOverAnEventThatCannotBeStored() {
    List<DaemonEvent> events = new ArrayList<>(Told.events(Told.BOOT, 1, 4));
    events.set(1, Told.event(Told.BOOT, 2, Instant.MAX, "i", InstanceState.CRASHED));
    events.set(3, Told.event(Told.BOOT, 4, Instant.MIN, "i", InstanceState.CRASHED));
    history.store(DAEMON, events, Told.at(4));
    assertThat(codes(DAEMON)).containsExactly(3, 1);
    assertThat(history.position(DAEMON)).contains(Told.at(4));
    assertThat(skipped()).isEqualTo(2);
  }

  @Test
  void passesOverNothingWhileTheDatabaseIsOut() {
    database.stop();
    List<DaemonEvent> events = Told.events(Told.BOOT, 1, 3);
    assertThatThrownBy(() -> history.store(DAEMON, events, Told.at(3)))
        .isInstanceOf(RuntimeException.class);
    assertThat(skipped()).isZero();
    database.start();
    history.store(DAEMON, events, Told.at(3));
    assertThat(codes(DAEMON)).containsExactly(3, 2, 1);
  }

  @Test
  void storesAHundredThousandInSeconds() {
    long begin = System.nanoTime();
    for (int first = 1; first <= 100_000; first += 4000) {
      history.store(DAEMON, Told.events(Told.BOOT, first, first + 3999), Told.at(first + 3999));
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(taken).isLessThan(Duration.ofSeconds(30));
    assertThat(history.position(DAEMON)).contains(Told.at(100_000));
  }

  @Test
  void keepsTheNewestWithinItsBounds() {
    history.store(DAEMON, Told.events(Told.BOOT, 1, 100), Told.at(100));
    history.store(OTHER, Told.events(Told.BOOT, 1, 100), Told.at(100));
    assertThat(table.prune(DAEMON, Told.BEGIN, 30)).isEqualTo(70);
    assertThat(codes(DAEMON)).hasSize(30).startsWith(100).endsWith(71);
    assertThat(table.prune(DAEMON, Told.BEGIN.plusSeconds(95), 30)).isEqualTo(24);
    assertThat(codes(DAEMON)).hasSize(6);
    assertThat(codes(OTHER)).hasSize(100);
  }

  @Test
  void keepsNothingOfADaemonThatWasRemoved() {
    history.store(DAEMON, Told.events(Told.BOOT, 1, 3), Told.at(3));
    database.change(handle -> handle.execute("DELETE FROM daemons WHERE id = ?", DAEMON.value()));
    assertThat(codes(DAEMON)).isEmpty();
    assertThat(history.position(DAEMON)).isEmpty();
  }

  @Test
  void pagesThroughEntriesOfOneInstantWithoutLossOrRepetition() {
    List<DaemonEvent> events = new ArrayList<>();
    for (int seq = 1; seq <= 95; seq++) {
      Instant at = Told.BEGIN.plusSeconds(seq / 10);
      events.add(Told.event(Told.BOOT, seq, at, "i", InstanceState.CRASHED));
    }
    history.store(DAEMON, events, Told.at(95));
    history.store(OTHER, events, Told.at(95));
    List<HistoryEntry> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<HistoryEntry> page = history.find(everything(), 7, cursor);
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    assertThat(all).hasSize(190).extracting(HistoryEntry::id).doesNotHaveDuplicates();
    assertThat(all).extracting(HistoryEntry::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void tellsWhatHappenedAndNarrows() {
    history.store(
        DAEMON,
        List.of(
            Told.event(Told.BOOT, 1, "a"),
            Told.event(Told.BOOT, 2, "b"),
            new DaemonEvent(
                Told.at(3),
                Told.BEGIN.plusSeconds(3),
                new DaemonEvent.InstanceRemoved(new InstanceId("a")))),
        Told.at(3));
    HistoryQuery ofA =
        new HistoryQuery(
            Map.of(DAEMON, InstanceScope.only(Set.of(new InstanceId("a")))), null, null);
    List<HistoryEntry> found = history.find(ofA, 10, null).items();
    assertThat(found)
        .extracting(HistoryEntry::kind)
        .containsExactly(HistoryEntry.Kind.REMOVED, HistoryEntry.Kind.CHANGED);
    assertThat(found.get(0).state()).isNull();
    assertThat(found.get(1).state()).isEqualTo(InstanceState.CRASHED);
    assertThat(found.get(1).exit()).isNotNull();
    assertThat(found.get(1).exit().reason()).hasSize(1000);
    assertThat(found.get(1).exit().signal()).isEqualTo("KILL\uFFFD");

    HistoryQuery between =
        new HistoryQuery(
            Map.of(DAEMON, InstanceScope.all()),
            Told.BEGIN.plusSeconds(2),
            Told.BEGIN.plusSeconds(3));
    assertThat(history.find(between, 10, null).items())
        .extracting(entry -> entry.instance().value())
        .containsExactly("b");
    assertThat(history.find(new HistoryQuery(Map.of(), null, null), 10, null).items()).isEmpty();
    assertThatThrownBy(() -> history.find(everything(), 10, "nonsense"))
        .isInstanceOf(SignalboxException.class);
  }

  private static HistoryQuery everything() {
    return new HistoryQuery(
        Map.of(DAEMON, InstanceScope.all(), OTHER, InstanceScope.all()), null, null);
  }

  private List<Integer> codes(DaemonId daemon) {
    HistoryQuery all = new HistoryQuery(Map.of(daemon, InstanceScope.all()), null, null);
    return history.find(all, 1000, null).items().stream()
        .map(entry -> entry.exit() == null ? null : entry.exit().code())
        .toList();
  }

  private static List<Integer> descending(int from) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i > 0; i--) {
      numbers.add(i);
    }
    return numbers;
  }

  private double skipped() {
    return registry.get("signalbox.events.skipped").counter().count();
  }
}
