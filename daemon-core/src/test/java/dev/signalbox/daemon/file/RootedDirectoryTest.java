package dev.signalbox.daemon.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.file.FileType;
import dev.signalbox.api.routing.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RootedDirectoryTest {
  @TempDir Path temp;

  private final RootedDirectories directories = RootedDirectories.create();
  private Path root;
  private Path staging;
  private RootedDirectory files;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(temp.resolve("lobby"));
    staging = temp.resolve("staging");
    files = directories.open(root, staging, null);
  }

  @AfterEach
  void close() {
    directories.close();
  }

  @Test
  void listsWhatIsThereSortedAndByKind() throws Exception {
    Files.writeString(root.resolve("b.txt"), "four");
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("c"), Path.of("/etc/passwd"));
    pipe("d");
    Files.setPosixFilePermissions(
        root.resolve("b.txt"), PosixFilePermissions.fromString("rw-r-x--x"));

    Page<FileEntry> page = files.list(FilePath.root(), 100, null);

    assertThat(page.next()).isNull();
    assertThat(page.items())
        .extracting(FileEntry::name, FileEntry::type)
        .containsExactly(
            tuple("a", FileType.DIRECTORY),
            tuple("b.txt", FileType.FILE),
            tuple("c", FileType.LINK),
            tuple("d", FileType.OTHER));
    assertThat(page.items().get(1).mode()).isEqualTo("0651");
    assertThat(page.items().get(1).size()).isEqualTo(4);
    assertThat(page.items().get(1).modifiedAt())
        .isEqualTo(Files.getLastModifiedTime(root.resolve("b.txt")).toInstant());
  }

  @Test
  void pagesThroughADirectoryWithoutLossOrRepetition() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      names.add("f" + i);
      Files.createFile(root.resolve("f" + i));
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<FileEntry> page = files.list(FilePath.root(), 16, cursor);
      assertThat(page.items()).hasSizeBetween(1, 16);
      page.items().forEach(entry -> seen.add(entry.name()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(seen).isSorted().containsExactlyInAnyOrderElementsOf(names);
    fails(FileError.BAD_CURSOR, () -> files.list(FilePath.root(), 16, "not/a cursor"));
  }

  @Test
  void writesReadsAndReplaces() throws Exception {
    WrittenFile created = write("a.txt", "first");
    assertThat(created.outcome()).isEqualTo(WrittenFile.Outcome.CREATED);
    assertThat(read("a.txt")).isEqualTo("first");
    assertThat(Files.getPosixFilePermissions(root.resolve("a.txt")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));

    Files.setPosixFilePermissions(
        root.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-x---"));
    WrittenFile replaced = write("a.txt", "second");
    assertThat(replaced.outcome()).isEqualTo(WrittenFile.Outcome.REPLACED);
    assertThat(replaced.version().etag()).isNotEqualTo(created.version().etag());
    assertThat(Files.getPosixFilePermissions(root.resolve("a.txt")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    OpenedFile opened = files.open(FilePath.parse("a.txt"));
    opened.channel().close();
    assertThat(opened.version()).isEqualTo(replaced.version());
    assertThat(files.version(FilePath.parse("a.txt"))).contains(replaced.version());
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void givesEveryWriteAnotherTag() {
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      tags.add(write("a", "same").version().etag());
    }
    assertThat(tags).doesNotHaveDuplicates();
  }

  @Test
  void leavesNothingOfAWriteThatIsNotCommitted() throws Exception {
    write("a", "old");
    try (StagedFile staged = files.stage(FilePath.parse("a"), Durability.PROCESS)) {
      staged.write(ByteBuffer.wrap(new byte[100_000]));
      assertThat(read("a")).isEqualTo("old");
    }
    assertThat(read("a")).isEqualTo("old");
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void clearsWhatAKilledProcessLeftInStaging() throws Exception {
    files.stage(FilePath.parse("a"), Durability.PROCESS).write(ByteBuffer.wrap(new byte[10]));
    Files.createDirectories(staging.resolve("x/y/z"));
    Files.createSymbolicLink(staging.resolve("x/link"), root);
    write("kept", "kept");

    files = directories.open(root, staging, null);

    assertThat(staging).isEmptyDirectory();
    assertThat(read("kept")).isEqualTo("kept");
  }

  @Test
  void forcesToTheDiskWhenAsked() throws Exception {
    try (StagedFile staged = files.stage(FilePath.parse("a"), Durability.POWER)) {
      staged.write(StandardCharsets.UTF_8.encode("x"));
      staged.commit(WriteCondition.none());
    }
    assertThat(read("a")).isEqualTo("x");
  }

  @Test
  void refusesToWriteOverAnythingButAFile() throws Exception {
    Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(root.resolve("l"), Path.of("target"));
    pipe("p");
    for (String path : List.of("d", "l", "p", "", "l/x", "p/x")) {
      fails(FileError.NOT_REGULAR, () -> write(path, "x"));
    }
    fails(FileError.NOT_FOUND, () -> write("missing/x", "x"));
    write("f", "x");
    fails(FileError.NOT_DIRECTORY, () -> write("f/x", "x"));
    assertThat(root.resolve("target")).doesNotExist();
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void refusesToReadAnythingButAFile() throws Exception {
    Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(root.resolve("l"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("ld"), Path.of("/etc"));
    pipe("p");
    for (String path : List.of("", "d", "l", "ld", "ld/passwd", "p", "p/x")) {
      fails(FileError.NOT_REGULAR, () -> files.open(FilePath.parse(path)));
    }
    fails(FileError.NOT_FOUND, () -> files.open(FilePath.parse("missing")));
    fails(FileError.NOT_FOUND, () -> files.open(FilePath.parse("missing/x")));
    fails(FileError.NOT_REGULAR, () -> files.list(FilePath.parse("ld"), 1, null));
    fails(FileError.NOT_REGULAR, () -> files.list(FilePath.parse("p"), 1, null));
    write("f", "x");
    fails(FileError.NOT_DIRECTORY, () -> files.list(FilePath.parse("f"), 1, null));
    fails(FileError.NOT_DIRECTORY, () -> files.open(FilePath.parse("f/x")));
  }

  @Test
  void makesDirectoriesWithThoseAbove() throws Exception {
    files.makeDirectory(FilePath.parse("a/b/c"));
    assertThat(root.resolve("a/b/c")).isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(root.resolve("a/b")))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    write("a/f", "x");
    Files.createSymbolicLink(root.resolve("l"), temp);
    fails(FileError.EXISTS, () -> files.makeDirectory(FilePath.parse("a/b")));
    fails(FileError.EXISTS, () -> files.makeDirectory(FilePath.parse("a/f")));
    fails(FileError.EXISTS, () -> files.makeDirectory(FilePath.root()));
    fails(FileError.NOT_DIRECTORY, () -> files.makeDirectory(FilePath.parse("a/f/g")));
    fails(FileError.NOT_REGULAR, () -> files.makeDirectory(FilePath.parse("l/g")));
    assertThat(temp.resolve("g")).doesNotExist();
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void movesWithoutOverwriting() throws Exception {
    files.makeDirectory(FilePath.parse("a/b"));
    write("a/f", "f");
    write("g", "g");
    fails(FileError.EXISTS, () -> move("a/f", "g"));
    fails(FileError.EXISTS, () -> move("g", "g"));
    fails(FileError.INTO_ITSELF, () -> move("a", "a/b/c"));
    fails(FileError.NOT_FOUND, () -> move("missing", "x"));
    fails(FileError.NOT_FOUND, () -> move("g", "missing/x"));
    fails(FileError.BAD_PATH, () -> move("", "x"));
    fails(FileError.BAD_PATH, () -> move("a", ""));
    move("a", "ab");
    assertThat(read("ab/f")).isEqualTo("f");
    assertThat(read("g")).isEqualTo("g");
  }

  @Test
  void movesNothingWhenOneOfManyCannotBe() {
    write("a", "a");
    write("b", "b");
    fails(
        FileError.EXISTS,
        () ->
            files.move(
                List.of(
                    new RootedDirectory.Move(FilePath.parse("a"), FilePath.parse("c")),
                    new RootedDirectory.Move(FilePath.parse("b"), FilePath.parse("a")))));
    assertThat(root.resolve("a")).exists();
    assertThat(root.resolve("c")).doesNotExist();
  }

  @Test
  void deletesTreesAndLinksAsLinks() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("lobby-private"));
    Files.writeString(outside.resolve("canary"), "alive");
    Files.createDirectories(root.resolve("a/b/c"));
    Files.writeString(root.resolve("a/b/f"), "x");
    Files.createSymbolicLink(root.resolve("a/b/out"), outside);
    Files.createSymbolicLink(root.resolve("link"), outside);
    pipe("pipe");
    write("kept", "x");

    files.delete(List.of(FilePath.parse("a"), FilePath.parse("link"), FilePath.parse("pipe")));

    assertThat(root.toFile().list()).containsExactly("kept");
    assertThat(outside.resolve("canary")).hasContent("alive");
    assertThat(staging).isEmptyDirectory();
    fails(FileError.NOT_FOUND, () -> files.delete(List.of(FilePath.parse("a"))));
    fails(FileError.BAD_PATH, () -> files.delete(List.of(FilePath.root())));
    fails(
        FileError.NOT_FOUND,
        () -> files.delete(List.of(FilePath.parse("kept"), FilePath.parse("a"))));
    assertThat(root.resolve("kept")).exists();
  }

  @Test
  void deletesATreeOfAnyDepth() throws Exception {
    // Deeper than a path may be long: built from the inside out.
    Path inner = Files.createDirectory(temp.resolve("t0"));
    for (int i = 1; i < 6_000; i++) {
      Path outer = Files.createDirectory(temp.resolve("t" + i));
      Files.move(inner, outer.resolve("d"));
      inner = outer;
    }
    Files.move(inner, root.resolve("deep"));

    files.delete(List.of(FilePath.parse("deep")));

    assertThat(root).isEmptyDirectory();
    assertThat(staging).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "-rf",
        "\ud83d\ude80.txt",
        "a\\b",
        "\u202etxt.exe",
        " ",
        "~",
        "$(touch x)",
        "...",
        "a:b",
        "*",
        "\u00e9",
        "e\u0301",
        "\u0001",
        "con",
        "%2e%2e"
      })
  void takesHostileNamesAsTheyAre(String name) throws Exception {
    write(name, "content of it");
    assertThat(files.list(FilePath.root(), 10, null).items())
        .extracting(FileEntry::name)
        .containsExactly(name);
    assertThat(read(name)).isEqualTo("content of it");
    files.makeDirectory(FilePath.parse("d/" + name));
    move(name, "d/" + name + "/" + name);
    assertThat(read("d/" + name + "/" + name)).isEqualTo("content of it");
    files.delete(List.of(FilePath.parse("d")));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void takesNamesOfFullLength() throws Exception {
    write("x".repeat(255), "long");
    assertThat(read("x".repeat(255))).isEqualTo("long");
  }

  @Test
  void listsAndDeletesNamesThatAreNotText() throws Exception {
    Path directory = Files.createDirectory(root.resolve("d"));
    for (String bytes : List.of("%FF%FE", "%80", "ok", "%C0%AF")) {
      Files.createFile(Path.of(URI.create(directory.toUri() + bytes)));
    }
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Page<FileEntry> page = files.list(FilePath.parse("d"), 1, cursor);
      page.items().forEach(entry -> names.add(entry.name()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(names).hasSize(4).contains("ok", "\ufffd", "\ufffd\ufffd");
    files.delete(List.of(FilePath.parse("d")));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void refusesAStagingDirectoryThatTheInstanceReaches() {
    assertThatThrownBy(() -> directories.open(root, root.resolve("s"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sharesNothingWithANeighbourWhoseNameBeginsAlike() throws Exception {
    Path neighbour = Files.createDirectory(temp.resolve("lobby2"));
    Files.writeString(neighbour.resolve("secret"), "s");
    Files.createSymbolicLink(root.resolve("n"), neighbour);
    fails(FileError.NOT_REGULAR, () -> files.open(FilePath.parse("n/secret")));
    fails(FileError.BAD_PATH, () -> files.open(FilePath.parse("../lobby2/secret")));
    fails(FileError.NOT_FOUND, () -> files.open(FilePath.parse("2/secret")));
  }

  private WrittenFile write(String path, String text) {
    try (StagedFile staged = files.stage(FilePath.parse(path), Durability.PROCESS)) {
      staged.write(StandardCharsets.UTF_8.encode(text));
      return staged.commit(WriteCondition.none());
    }
  }

  private String read(String path) throws IOException {
    OpenedFile opened = files.open(FilePath.parse(path));
    try (var in = Channels.newInputStream(opened.channel())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void move(String from, String to) {
    files.move(List.of(new RootedDirectory.Move(FilePath.parse(from), FilePath.parse(to))));
  }

  private void pipe(String name) throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve(name).toString()).start();
    assertThat(made.waitFor()).isZero();
  }

  private static void fails(FileError code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
