package dev.signalbox.daemon.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs root, a mount, or many files. */
@Tag("linux")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LinuxRootTest {
  private static final FileOwner OWNER = new FileOwner(64_123, 64_124);

  @TempDir Path temp;

  @Test
  void givesWhatIsMadeToTheInstancesUserAndKeepsTheOwnerOfWhatIsReplaced() throws Exception {
    try (RootedDirectories directories = RootedDirectories.create()) {
      Path root = Files.createDirectory(temp.resolve("root"));
      RootedDirectory files = directories.open(root, temp.resolve("staging"), OWNER);
      write(files, "f", 10);
      files.makeDirectory(FilePath.parse("d/e"));
      for (String name : new String[] {"f", "d", "d/e"}) {
        assertThat(owner(root.resolve(name))).isEqualTo("64123:64124");
      }
      Files.setAttribute(root.resolve("f"), "unix:uid", 64_200);
      Files.setAttribute(root.resolve("f"), "unix:mode", 0104750);
      write(files, "f", 20);
      assertThat(owner(root.resolve("f"))).isEqualTo("64200:64124");
      assertThat((int) Files.getAttribute(root.resolve("f"), "unix:mode") & 07777)
          .as("set-user-id is not handed on")
          .isEqualTo(0750);
      assertThat((int) Files.getAttribute(temp.resolve("staging"), "unix:mode") & 0777)
          .isEqualTo(0700);
    }
  }

  @Test
  void leavesTheOldFileWhenTheDiskIsFull() throws Exception {
    Path mount = Files.createDirectory(temp.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
    try (RootedDirectories directories = RootedDirectories.create()) {
      Path root = Files.createDirectory(mount.resolve("root"));
      Path staging = mount.resolve("staging");
      RootedDirectory files = directories.open(root, staging, null);
      write(files, "f", 1000);
      assertThatThrownBy(() -> write(files, "f", 3_000_000)).satisfies(LinuxRootTest::isNoSpace);
      assertThat(root.resolve("f")).hasSize(1000);
      assertThat(staging).isEmptyDirectory();
      write(files, "g", 100_000);
      assertThatThrownBy(
              () -> {
                try (StagedFile staged = files.stage(FilePath.parse("f"), Durability.PROCESS)) {
                  staged.expect(3_000_000);
                }
              })
          .satisfies(LinuxRootTest::isNoSpace);
    } finally {
      run("umount", mount.toString());
    }
  }

  @Test
  void refusesAStagingDirectoryOnAnotherFileSystem() throws Exception {
    Path mount = Files.createDirectory(temp.resolve("other"));
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
    try (RootedDirectories directories = RootedDirectories.create()) {
      Path root = Files.createDirectory(temp.resolve("root"));
      assertThatThrownBy(() -> directories.open(root, mount.resolve("s"), null))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> assertThat(e.code()).isEqualTo(FileError.OTHER_FILE_SYSTEM));
    } finally {
      run("umount", mount.toString());
    }
  }

  @Test
  void isNotHeldByAPipeThatIsSwappedIn() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    Path file = root.resolve("f");
    Path pipe = temp.resolve("pipe");
    Path plain = temp.resolve("plain");
    Path kept = temp.resolve("kept");
    run("mkfifo", pipe.toString());
    Files.writeString(plain, "inside");
    AtomicBoolean stop = new AtomicBoolean();
    Thread swapper =
        new Thread(
            () -> {
              try {
                while (!stop.get()) {
                  Files.move(plain, file, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(pipe, file, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(file, pipe, StandardCopyOption.ATOMIC_MOVE);
                  Files.move(kept, plain, StandardCopyOption.ATOMIC_MOVE);
                }
              } catch (java.io.IOException e) {
                throw new AssertionError(e);
              }
            });
    swapper.setDaemon(true);
    swapper.start();
    long longest = 0;
    try (RootedDirectories directories = RootedDirectories.create()) {
      RootedDirectory files = directories.open(root, temp.resolve("staging"), null);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (System.nanoTime() < end) {
        long begin = System.nanoTime();
        try {
          files.open(FilePath.parse("f")).channel().close();
        } catch (SignalboxException e) {
          assertThat(e.code())
              .isIn(
                  FileError.NOT_FOUND,
                  FileError.NOT_REGULAR,
                  FileError.CHANGED,
                  FileError.UNAVAILABLE);
        }
        longest = Math.max(longest, System.nanoTime() - begin);
      }
      // How often the swapper let the file be opened is luck; that nobody else is held is not.
      Path other = Files.createDirectory(temp.resolve("other"));
      Files.writeString(other.resolve("f"), "inside");
      RootedDirectory others = directories.open(other, temp.resolve("other-staging"), null);
      others.open(FilePath.parse("f")).channel().close();
    } finally {
      stop.set(true);
      swapper.join();
    }
    assertThat(TimeUnit.NANOSECONDS.toSeconds(longest)).as("seconds").isLessThan(10);
  }

  @Test
  void pagesThroughAHundredThousandEntries() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    for (int i = 0; i < 100_000; i++) {
      Files.createFile(root.resolve("entry-" + i));
    }
    try (RootedDirectories directories = RootedDirectories.create()) {
      RootedDirectory files = directories.open(root, temp.resolve("staging"), null);
      long begin = System.nanoTime();
      int seen = 0;
      String cursor = null;
      do {
        var page = files.list(FilePath.root(), 1000, cursor);
        seen += page.items().size();
        cursor = page.next();
      } while (cursor != null);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      System.getLogger("files")
          .log(System.Logger.Level.INFO, "100 pages of 1000 entries in " + millis + " ms");
      assertThat(seen).isEqualTo(100_000);
    }
  }

  private static void write(RootedDirectory files, String path, int size) {
    try (StagedFile staged = files.stage(FilePath.parse(path), Durability.PROCESS)) {
      staged.write(ByteBuffer.allocate(size));
      staged.commit(WriteCondition.none());
    }
  }

  private static String owner(Path path) throws Exception {
    return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
  }

  private static void isNoSpace(Throwable failure) {
    assertThat(((SignalboxException) failure).code()).isEqualTo(FileError.NO_SPACE);
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
