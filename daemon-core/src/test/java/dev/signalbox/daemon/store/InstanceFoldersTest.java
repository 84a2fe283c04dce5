package dev.signalbox.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InstanceFoldersTest {
  private static final int DEEP = 15_000;

  @TempDir Path data;

  @Test
  void deletesWhatAProgramNestedDeeperThanAStackOrTheOpenFilesGo() throws IOException {
    InstanceFolders folders = InstanceFolders.below(data);
    folders.prepare();
    Path directory = folders.make("one", InstanceFolders.SAME_USER, InstanceFolders.SAME_USER);
    Path inner = Files.createDirectory(data.resolve("inner"));
    for (int i = 0; i < DEEP; i++) {
      Path outer = Files.createDirectory(data.resolve("outer"));
      Files.move(inner, outer.resolve("d"));
      Files.move(outer, inner);
    }
    Files.move(inner, directory.resolve("d"));

    folders.delete(directory);

    assertThat(directory).doesNotExist();
  }

  @Test
  void deletesATreeAndNothingThatItsLinksPointAt() throws IOException {
    InstanceFolders folders = InstanceFolders.below(data);
    folders.prepare();
    Path directory = folders.make("one", InstanceFolders.SAME_USER, InstanceFolders.SAME_USER);
    Path outside = Files.createDirectory(data.resolve("outside"));
    Path canary = Files.writeString(outside.resolve("canary"), "alive");
    Path below = Files.createDirectories(directory.resolve("a/b"));
    Files.createDirectories(directory.resolve("a/c"));
    Files.createDirectories(directory.resolve("b/b/b"));
    Files.writeString(below.resolve("file"), "x");
    Files.createSymbolicLink(below.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("link"), outside);

    folders.delete(directory);

    assertThat(directory).doesNotExist();
    assertThat(canary).hasContent("alive");
    folders.delete(directory);
  }
}
