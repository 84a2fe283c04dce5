package dev.signalbox.daemon.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventJson;
import dev.signalbox.api.link.EventPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventSpoolTest {
  private static final BootId FIRST = new BootId("first-boot_1");
  private static final BootId SECOND = new BootId("second");
  private static final SpoolLimits SMALL = new SpoolLimits(10_000, 100_000);

  @TempDir Path temp;

  @Test
  void readsWhatEarlierBootsLeftInOrder() {
    write(FIRST, 1, 50);
    write(SECOND, 1, 50);
    try (EventSpool spool = open(new BootId("third"))) {
      List<EventPosition> all = positions(FIRST, 1, 50);
      all.addAll(positions(SECOND, 1, 50));
      assertThat(read(spool, null)).isEqualTo(all);
      assertThat(read(spool, new EventPosition(SECOND, 0))).isEqualTo(positions(SECOND, 1, 50));
      assertThat(read(spool, new EventPosition(new BootId("third"), 0))).isEmpty();
      assertThat(read(spool, new EventPosition(new BootId("never"), 7)))
          .as("of a boot that is not known, everything")
          .isEqualTo(all);
    }
  }

  @Test
  void findsAPlaceWithoutReadingWhatIsFarBeforeIt() {
    try (EventSpool spool = write(FIRST, 1, 100)) {
      List<EventPosition> behind = read(spool, new EventPosition(FIRST, 70));
      assertThat(behind).endsWith(new EventPosition(FIRST, 100)).contains(at(71));
      assertThat(behind.get(0).seq()).isBetween(50L, 71L);
    }
  }

  @Test
  void cutsOffALineThatAKillLeftTorn() throws Exception {
    write(FIRST, 1, 3).close();
    Path torn = files().get(0);
    String half = DaemonEventJson.write(Happenings.event(FIRST, 4)).substring(0, 40);
    Files.writeString(torn, half, StandardOpenOption.APPEND);
    try (EventSpool spool = write(SECOND, 1, 1)) {
      List<EventPosition> expected = positions(FIRST, 1, 3);
      expected.add(new EventPosition(SECOND, 1));
      assertThat(read(spool, null)).isEqualTo(expected);
    }
    assertThat(Files.readString(torn)).endsWith("}\n").doesNotContain(half + "\n");
  }

  @Test
  void skipsALineThatCannotBeRead() throws Exception {
    write(FIRST, 1, 3).close();
    Path file = files().get(0);
    List<String> lines = Files.readAllLines(file);
    lines.set(1, "\0\0\0");
    Files.write(file, lines);
    try (EventSpool spool = open(SECOND)) {
      assertThat(read(spool, null)).containsExactly(at(1), at(3));
    }
  }

  @Test
  void dropsTheOldestFilesBeyondItsBound() throws Exception {
    try (EventSpool spool = write(FIRST, 1, 1000)) {
      assertThat(sizeOfAll()).isLessThanOrEqualTo(SMALL.totalBytes() + 1000);
      List<EventPosition> kept = read(spool, new EventPosition(FIRST, 0));
      assertThat(kept).hasSizeGreaterThan(50).endsWith(at(1000));
      assertThat(kept).isEqualTo(positions(FIRST, kept.get(0).seq(), 1000));
    }
  }

  @Test
  void boundsTheFilesOfBootsInWhichNothingHappened() throws Exception {
    for (int i = 0; i < 100; i++) {
      open(new BootId("boot-" + i)).close();
    }
    assertThat(files()).hasSizeLessThanOrEqualTo((int) (SMALL.totalBytes() / 4096));
  }

  @Test
  void letsGoOfFilesThatAreAcknowledgedWhole() throws Exception {
    write(FIRST, 1, 100).close();
    try (EventSpool spool = write(SECOND, 1, 1)) {
      int before = files().size();
      spool.acknowledge(new EventPosition(new BootId("never"), 5));
      assertThat(files()).hasSize(before);

      spool.acknowledge(at(60));
      assertThat(files().size()).isLessThan(before);
      assertThat(read(spool, at(60))).containsSequence(positions(FIRST, 61, 100));

      spool.acknowledge(new EventPosition(SECOND, 1));
      assertThat(files()).hasSize(1);
      assertThat(read(spool, new EventPosition(SECOND, 0)))
          .containsExactly(new EventPosition(SECOND, 1));
    }
  }

  @Test
  void goesOnBehindAFileThatWasDroppedWhileItWasRead() {
    try (EventSpool spool = write(FIRST, 1, 1)) {
      EventSpool.Place place = spool.after(null);
      for (long seq = 2; seq <= 1000; seq++) {
        spool.append(Happenings.event(FIRST, seq));
      }
      List<EventPosition> rest = new ArrayList<>();
      for (var piece = spool.read(place); piece != null; piece = spool.read(piece.next())) {
        piece.events().forEach(event -> rest.add(event.position()));
      }
      assertThat(rest).isEqualTo(positions(FIRST, rest.get(0).seq(), 1000));
      assertThat(rest.get(0).seq()).isGreaterThan(1);
    }
  }

  @Test
  void isForItsOwnerOnly() throws Exception {
    write(FIRST, 1, 1).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spoolDirectory())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsALineThatIsLongerThanAPiece() {
    try (EventSpool spool = EventSpool.open(spoolDirectory(), FIRST, SpoolLimits.DEFAULT)) {
      DaemonEvent large = Happenings.event(FIRST, 1, "x".repeat(700_000));
      spool.append(large);
      spool.append(Happenings.event(FIRST, 2));
      EventSpool.Piece piece = spool.read(spool.after(null));
      assertThat(piece).isNotNull();
      assertThat(piece.events()).startsWith(large);
      assertThat(read(spool, null)).containsExactly(at(1), at(2));
    }
  }

  private EventSpool open(BootId boot) {
    return EventSpool.open(spoolDirectory(), boot, SMALL);
  }

  private EventSpool write(BootId boot, long first, long last) {
    EventSpool spool = open(boot);
    LongStream.rangeClosed(first, last).forEach(seq -> spool.append(Happenings.event(boot, seq)));
    return spool;
  }

  private static List<EventPosition> read(EventSpool spool, @Nullable EventPosition after) {
    List<EventPosition> read = new ArrayList<>();
    for (var piece = spool.read(spool.after(after));
        piece != null;
        piece = spool.read(piece.next())) {
      piece.events().forEach(event -> read.add(event.position()));
    }
    return read;
  }

  private static EventPosition at(long seq) {
    return new EventPosition(FIRST, seq);
  }

  private static List<EventPosition> positions(BootId boot, long first, long last) {
    List<EventPosition> positions = new ArrayList<>();
    LongStream.rangeClosed(first, last).forEach(seq -> positions.add(new EventPosition(boot, seq)));
    return positions;
  }

  private Path spoolDirectory() {
    return temp.resolve("events");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(spoolDirectory())) {
      return files.sorted().toList();
    }
  }

  private long sizeOfAll() throws IOException {
    long size = 0;
    for (Path file : files()) {
      size += Files.size(file);
    }
    return size;
  }
}
