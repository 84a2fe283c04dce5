package dev.signalbox.panel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
  private static final int CONFIRMED_BEFORE_THE_KILL = 300;

  @TempDir Path data;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void losesNothingThatWasConfirmedWhenTheProcessIsKilled() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        confirmed.add(line);
        if (confirmed.size() == CONFIRMED_BEFORE_THE_KILL) {
          // Not on the process itself: that would close the stream before it is read to its end.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(confirmed).hasSizeGreaterThanOrEqualTo(CONFIRMED_BEFORE_THE_KILL);
    Database database = Database.create(DatabaseConfig.embedded(data));
    database.start();
    try {
      List<String> found =
          database.read(
              handle -> handle.createQuery("SELECT name FROM settings").mapTo(String.class).list());
      // The last line may have been cut off by the kill.
      confirmed.remove(confirmed.size() - 1);
      assertThat(found).containsAll(confirmed);
    } finally {
      database.stop();
    }
  }
}
