package dev.signalbox.daemon.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.EventPosition;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spool of a process that is killed while it writes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SpoolCrashTest {
  private static final int KILLS = 3;

  @TempDir Path directory;

  @Test
  void keepsEveryEventThatWasSpooledBeforeAKill() throws Exception {
    List<Long> spooled = new ArrayList<>();
    for (int run = 0; run < KILLS; run++) {
      spooled.add(runAndKill("boot-" + run, 500 + 700 * run));
    }
    List<EventPosition> read = new ArrayList<>();
    try (EventSpool spool = EventSpool.open(directory, new BootId("after"), SpoolLimits.DEFAULT)) {
      for (var piece = spool.read(spool.after(null));
          piece != null;
          piece = spool.read(piece.next())) {
        piece.events().forEach(event -> read.add(event.position()));
      }
    }
    for (int run = 0; run < KILLS; run++) {
      BootId boot = new BootId("boot-" + run);
      List<Long> numbers =
          read.stream()
              .filter(position -> position.boot().equals(boot))
              .map(EventPosition::seq)
              .toList();
      assertThat(numbers).hasSizeGreaterThanOrEqualTo(spooled.get(run).intValue());
      assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
      assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }
  }

  /** Returns the last number that the program told. */
  private long runAndKill(String boot, int after) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolingProgram.class.getName(),
                directory.toString(),
                boot)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (BufferedReader told = program.inputReader()) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        last = Long.parseLong(line);
        if (last == after) {
          program.toHandle().destroyForcibly(); // leaves what it told readable
        }
      }
    }
    program.waitFor();
    return last;
  }
}
