package dev.signalbox.daemon.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each operation against a program that swaps what it works on: for half a second per kind of swap,
 * or four with {@code -Dsignalbox.test.long}. Outside the root stands a canary.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SwapRaceTest {
  private static final Duration TIME =
      !Boolean.getBoolean("signalbox.test.long") ? Duration.ofMillis(500) : Duration.ofSeconds(4);
  private static final String CANARY = "CANARY";

  /** What a swap can do to an operation, and nothing else. */
  private static final Set<FileError> TOLERATED =
      EnumSet.of(
          FileError.NOT_FOUND,
          FileError.NOT_REGULAR,
          FileError.NOT_DIRECTORY,
          FileError.EXISTS,
          FileError.CHANGED,
          FileError.INTO_ITSELF);

  @TempDir Path temp;
  private final RootedDirectories directories = RootedDirectories.create();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong swaps = new AtomicLong();
  private final List<Throwable> swapFailures = new ArrayList<>();
  private Path root;
  private Path outside;
  private RootedDirectory files;

  /** The path that all operations are about is {@code a/d/f}. */
  enum Target {
    LIST,
    STAT,
    READ,
    WRITE,
    MKDIR,
    MOVE_OUT_OF,
    MOVE_INTO,
    DELETE_FILE,
    DELETE_TREE
  }

  @BeforeEach
  void plant() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
    outside = Files.createDirectory(temp.resolve("outside"));
    Files.createDirectories(outside.resolve("d"));
    for (String name : List.of("f", "d/f", "g")) {
      Files.writeString(outside.resolve(name), CANARY);
    }
    Files.createDirectories(root.resolve("a/d"));
    Files.writeString(root.resolve("a/d/f"), "inside");
    files = directories.open(root, temp.resolve("staging"), null);
  }

  @AfterEach
  void end() {
    stop.set(true);
    directories.close();
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void neverLeavesTheRootWhileTheDirectoryIsSwapped(Target target) throws Exception {
    race(target, this::swapDirectoryAndLink);
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void neverLeavesTheRootWhileTheParentIsSwapped(Target target) throws Exception {
    race(target, this::swapParentAndLink);
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void neverLeavesTheRootWhileTheFileIsSwapped(Target target) throws Exception {
    race(target, this::swapLeafAndLink);
  }

  private void race(Target target, Swap swap) throws Exception {
    Map<String, String> before = state(outside);
    Thread swapper = swapper(swap);
    long operations = 0;
    long through = 0;
    long end = System.nanoTime() + TIME.toNanos();
    while (System.nanoTime() < end) {
      operations++;
      try {
        operate(target, operations);
        through++;
      } catch (SignalboxException e) {
        assertThat(e.code()).as(e.toString()).isIn(TOLERATED);
      }
    }
    stop.set(true);
    swapper.join();
    assertThat(swapFailures).isEmpty();
    assertThat(state(outside)).isEqualTo(before);
    System.getLogger("race")
        .log(
            System.Logger.Level.INFO,
            target
                + ": "
                + operations
                + " operations, "
                + through
                + " through, "
                + swaps
                + " swaps");
    assertThat(through).as("operations that came through").isPositive();
    assertThat(swaps.get()).as("swaps").isGreaterThan(10);
  }

  private void operate(Target target, long number) throws IOException {
    FilePath file = FilePath.parse("a/d/f");
    switch (target) {
      case LIST ->
          assertThat(files.list(FilePath.parse("a/d"), 100, null).items())
              .noneMatch(entry -> entry.name().equals("g"));
      case STAT -> files.stat(file);
      case READ -> assertThat(read(file)).doesNotContain(CANARY);
      case WRITE -> write(file);
      case MKDIR -> files.makeDirectory(FilePath.parse("a/d/x" + number + "/y"));
      case MOVE_OUT_OF -> {
        FilePath to = FilePath.parse("moved" + number);
        files.move(List.of(new RootedDirectory.Move(file, to)));
        assertThat(read(to)).doesNotContain(CANARY);
      }
      case MOVE_INTO -> {
        FilePath from = FilePath.parse("here" + number);
        write(from);
        files.move(List.of(new RootedDirectory.Move(from, FilePath.parse("a/d/there" + number))));
      }
      case DELETE_FILE -> files.delete(List.of(file));
      case DELETE_TREE -> files.delete(List.of(FilePath.parse("a/d")));
    }
  }

  /** {@code a/d} is a directory, then a link to one outside, and so on. */
  private void swapDirectoryAndLink() throws IOException {
    swap(root.resolve("a/d"), outside.resolve("d"));
  }

  /** {@code a} is a directory, then gone, then a link to one outside, and so on. */
  private void swapParentAndLink() throws IOException {
    swap(root.resolve("a"), outside);
  }

  private void swap(Path place, Path target) throws IOException {
    Path kept = temp.resolve("kept");
    Path link = temp.resolve("link");
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, target);
    }
    rename(place, kept);
    rename(link, place);
    rename(place, link);
    rename(kept, place);
    Files.createDirectories(root.resolve("a/d"));
    Path file = root.resolve("a/d/f");
    if (!Files.exists(file)) {
      Files.writeString(file, "inside");
    }
  }

  /** {@code a/d/f} is a file, then a link to one outside, and so on. */
  private void swapLeafAndLink() throws IOException {
    Path f = root.resolve("a/d/f");
    Path link = temp.resolve("link");
    Path file = temp.resolve("file");
    Files.createDirectories(f.getParent());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, outside.resolve("f"));
    Files.writeString(file, "inside");
    rename(link, f);
    rename(file, f);
  }

  private Thread swapper(Swap swap) {
    Thread thread =
        new Thread(
            () -> {
              while (!stop.get()) {
                try {
                  swap.run();
                  swaps.incrementAndGet();
                } catch (IOException e) {
                  // The other swappers and the operation are in the way.
                } catch (Throwable e) {
                  swapFailures.add(e);
                  return;
                }
              }
            },
            "swapper");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private interface Swap {
    void run() throws IOException;
  }

  private static boolean rename(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      return false; // the operation was there in between
    }
  }

  private String read(FilePath path) throws IOException {
    OpenedFile opened = files.open(path);
    try (var in = Channels.newInputStream(opened.channel())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(FilePath path) {
    try (StagedFile staged = files.stage(path, Durability.PROCESS)) {
      staged.write(ByteBuffer.wrap("inside".getBytes(StandardCharsets.UTF_8)));
      staged.commit(WriteCondition.none());
    }
  }

  /** Everything that an intruder could change: content, names, times of change and of access. */
  private static Map<String, String> state(Path directory) throws IOException {
    Map<String, String> state = new TreeMap<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return note(path);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            return note(path);
          }

          private FileVisitResult note(Path path) throws IOException {
            Map<String, Object> all =
                Files.readAttributes(
                    path,
                    "unix:mode,ino,nlink,uid,gid,size,lastModifiedTime,ctime",
                    LinkOption.NOFOLLOW_LINKS);
            state.put(path.toString(), new TreeMap<>(all).toString());
            return FileVisitResult.CONTINUE;
          }
        });
    return state;
  }
}
