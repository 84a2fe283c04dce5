package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassLengthTest {
  /** About 300 is meant; beyond this a class has more than one idea. */
  private static final int MOST_LINES = 400;

  @Test
  void noSourceOfTheLibraryIsTooLong() throws IOException {
    List<Path> sources = Checkout.sources();

    assertThat(sources).hasSizeGreaterThan(400);
    assertThat(tooLong(sources)).isEmpty();
  }

  @Test
  void reportsOneLineTooMany(@TempDir Path directory) throws IOException {
    Path just = Files.write(directory.resolve("Just.java"), Collections.nCopies(MOST_LINES, "//"));
    Path over =
        Files.write(directory.resolve("Over.java"), Collections.nCopies(MOST_LINES + 1, "//"));

    assertThat(tooLong(List.of(just, over))).containsExactly("Over.java: 401 lines");
  }

  private static List<String> tooLong(List<Path> sources) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources) {
      int lines = Files.readAllLines(source).size();
      if (lines > MOST_LINES) {
        found.add(source.getFileName() + ": " + lines + " lines");
      }
    }
    return found;
  }
}
