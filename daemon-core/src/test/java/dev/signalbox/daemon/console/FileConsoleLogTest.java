package dev.signalbox.daemon.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConsoleLogTest {
  private static final ConsoleLimits SMALL = new ConsoleLimits(4096, 16384, 64, 4);

  @TempDir Path directory;
  private FileConsoleLog log;

  @BeforeEach
  void open() throws IOException {
    log = FileConsoleLog.open(directory.resolve("log"), SMALL);
  }

  @Test
  void givesBackWhatWasAppendedAtItsOffset() throws IOException {
    append(0, "hello ");
    append(6, "world");

    assertThat(text(0)).isEqualTo("hello world");
    assertThat(text(6)).isEqualTo("world");
    assertThat(log.read(11, 100)).isEqualTo(new ConsolePiece.End(11));
  }

  @Test
  void goesOnAtItsEndAfterItWasOpenedAgain() throws IOException {
    append(0, "first run\n");
    log.rest();

    log = FileConsoleLog.open(directory.resolve("log"), SMALL);

    assertThat(log.end()).isEqualTo(10);
    append(10, "second run\n");
    assertThat(text(0)).isEqualTo("first run\nsecond run\n");
  }

  @Test
  void cutsOffWhatItHoldsAlready() throws IOException {
    append(0, "abcdef");
    assertThat(append(3, "defghi")).isEqualTo(9);
    assertThat(append(0, "abc")).isEqualTo(9);

    assertThat(text(0)).isEqualTo("abcdefghi");
  }

  @Test
  void keepsAFrameThatWasWrittenHalfAndTakesTheRest() throws IOException {
    append(0, "0123456789");
    log.rest();
    Path file = directory.resolve("log").resolve("00000000000000000000.log");
    Files.write(file, "01234".getBytes(UTF_8));

    log = FileConsoleLog.open(directory.resolve("log"), SMALL);
    assertThat(log.end()).isEqualTo(5);
    append(0, "0123456789");

    assertThat(text(0)).isEqualTo("0123456789");
  }

  @Test
  void recordsAHoleSoThatOffsetsStayTrueAlsoAfterAReopen() throws IOException {
    append(0, "abc");
    append(10, "xyz");
    log.rest();
    log = FileConsoleLog.open(directory.resolve("log"), SMALL);

    assertThat(log.read(0, 100).next()).isEqualTo(3);
    assertThat(log.read(3, 100)).isEqualTo(new ConsolePiece.Gap(3, 10));
    assertThat(text(10)).isEqualTo("xyz");
    assertThat(log.end()).isEqualTo(13);
  }

  @Test
  void recordsALossAtTheEnd() throws IOException {
    append(0, "abc");
    log.lost(50);
    log.rest();
    log = FileConsoleLog.open(directory.resolve("log"), SMALL);

    assertThat(log.end()).isEqualTo(50);
    assertThat(log.read(3, 100)).isEqualTo(new ConsolePiece.Gap(3, 50));
  }

  @Test
  void dropsWholeOldestFilesAtTheLimitAndNeverMore() throws IOException {
    byte[] chunk = new byte[1000];
    for (long offset = 0; offset < 100_000; offset += chunk.length) {
      log.append(offset, ByteBuffer.wrap(chunk));
    }

    assertThat(log.end()).isEqualTo(100_000);
    assertThat(log.oldest()).isPositive().isEqualTo(log.oldest() / 4096 * 4096);
    assertThat(log.end() - log.oldest()).isBetween(16384L - 4096, 16384L);
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      assertThat(files.count()).isLessThanOrEqualTo(4);
    }
    assertThat(log.read(0, 100)).isEqualTo(new ConsolePiece.Gap(0, log.oldest()));
  }

  @Test
  void readersInTheRingAndOnDiskSeeTheSameBytes() throws IOException {
    byte[] all = new byte[10_000];
    new Random(7).nextBytes(all);
    try (ConsoleLog.Watch watching = log.watch(() -> {})) {
      for (int at = 0; at < all.length; at += 37) {
        log.append(at, ByteBuffer.wrap(all, at, Math.min(37, all.length - at)));
      }
      assertThat(bytes(0)).isEqualTo(all);
    }
    assertThat(bytes(0)).isEqualTo(all);
  }

  @Test
  void theTailIsTheLastLinesAcrossFiles() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append("line ").append(i).append('\n');
    }
    append(0, text.toString());

    assertThat(new String(log.tail(2, 1 << 20), UTF_8)).isEqualTo("line 1998\nline 1999\n");
    assertThat(new String(log.tail(1000, 1 << 20), UTF_8).lines().count()).isEqualTo(1000);
    append(log.end(), "no end");
    assertThat(new String(log.tail(2, 1 << 20), UTF_8)).isEqualTo("line 1999\nno end");
  }

  @Test
  void theTailOfLessThanAskedIsEverything() {
    append(0, "one\ntwo\n");

    assertThat(new String(log.tail(10, 1 << 20), UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(new String(log.tail(10, 5), UTF_8)).isEqualTo("two\n");
  }

  @Test
  void anEmptyLogHasAnEmptyTailAndNoFiles() throws IOException {
    assertThat(log.tail(5, 100)).isEmpty();
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      assertThat(files.toList()).isEqualTo(List.of());
    }
  }

  private long append(long offset, String text) {
    return log.append(offset, ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private String text(long from) throws IOException {
    return new String(bytes(from), UTF_8);
  }

  private byte[] bytes(long from) throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    ConsolePiece piece = log.read(from, 1000);
    while (piece instanceof ConsolePiece.Output output) {
      byte[] part = new byte[output.data().remaining()];
      output.data().duplicate().get(part);
      all.writeBytes(part);
      piece = log.read(piece.next(), 1000);
    }
    return all.toByteArray();
  }
}
