package dev.signalbox.daemon.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up while things happen; needs root for a small one. */
@Tag("linux")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FullDiskTest {
  @TempDir Path temp;

  @Test
  void goesOnWithoutTheDiskAndLeavesOutWhatItDidNotTake() throws Exception {
    Path mount = Files.createDirectory(temp.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
    try (EventRig rig = new EventRig(temp, mount.resolve("events"), SpoolLimits.DEFAULT)) {
      RecordingSink live = new RecordingSink();
      rig.events().follow(null, live);
      IntStream.rangeClosed(1, 10).forEach(rig::happen);
      Path ballast = mount.resolve("ballast");
      try {
        Files.write(ballast, new byte[2 << 20]);
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space");
      }
      IntStream.rangeClosed(11, 1000).forEach(code -> rig.happen(code, "x".repeat(5000)));
      assertThat(live.told).hasSize(1001).endsWith("1000");

      Files.delete(ballast);
      IntStream.rangeClosed(1001, 1300).forEach(rig::happen);
      assertThat(live.told).hasSize(1301).endsWith("1300");
      RecordingSink late = new RecordingSink();
      rig.events().follow(rig.at(0), late);
      List<String> told = late.told;
      assertThat(told).startsWith("1", "2").endsWith("1299", "1300", "caught up with 0");
      assertThat(told).doesNotHaveDuplicates().doesNotContain("500").contains("1001");
      assertThat(told.subList(0, told.size() - 1))
          .isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
    } finally {
      run("umount", mount.toString());
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
