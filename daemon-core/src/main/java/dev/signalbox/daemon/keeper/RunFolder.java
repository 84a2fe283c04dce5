package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What is on disk of one run: everything that a later keeper needs in order to go on with it. */
final class RunFolder {
  static final String RING = "ring";
  static final String IN = "in";
  static final String OUT = "out";
  static final String ACK = "ack";
  static final String PID = "pid";
  static final String EXIT = "exit";
  static final String EXIT_DRAFT = "exit.tmp";
  static final String DIED = "died";
  static final String ENVIRONMENT = "environment";
  static final String WRAPPER = "wrapper.sh";

  private static final String WRAPPER_PID = "wrapper";
  private static final String FACTS = "run";
  private static final String GAPS = "gaps";

  /**
   * What is known from the start.
   *
   * @param boot the boot of the system that it runs in
   * @param tree what its tree says of itself
   */
  record Facts(String boot, String tree, int ringBytes) {}

  private final Path path;

  RunFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(file(name));
  }

  void create() throws IOException {
    Files.createDirectory(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  void writeFacts(Facts facts) throws IOException {
    // Renamed into place, since a folder without it is a launch that was cut short.
    Path draft = file(FACTS + ".tmp");
    Files.writeString(
        draft, "boot=" + facts.boot + "\ntree=" + facts.tree + "\nring=" + facts.ringBytes + "\n");
    Files.move(draft, file(FACTS));
  }

  Facts readFacts() throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : ProcFs.read(file(FACTS)).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    try {
      return new Facts(
          values.getOrDefault("boot", ""),
          values.getOrDefault("tree", ""),
          Integer.parseInt(values.getOrDefault("ring", "")));
    } catch (NumberFormatException e) {
      throw new IOException(file(FACTS) + " is damaged", e);
    }
  }

  /** Returns what the launch came to so far; empty while it has come to nothing. */
  Optional<String> outcome() {
    try {
      String line = ProcFs.read(file(PID));
      return line.endsWith("\n") ? Optional.of(line.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the program's process as it was when it started. */
  Optional<ProcFs.Stat> program() {
    return outcome().flatMap(ProcFs.Stat::parse);
  }

  /** Returns the process that records the exit, as it was when it started. */
  Optional<ProcFs.Stat> wrapper() {
    try {
      return ProcFs.Stat.parse(ProcFs.read(file(WRAPPER_PID)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Instant startedAt() {
    return modified(PID);
  }

  Instant modified(String name) {
    try {
      return Files.getLastModifiedTime(file(name)).toInstant();
    } catch (IOException e) {
      return Instant.now();
    }
  }

  /** Notes that bytes may be missing at an offset. */
  void addGap(long offset) throws IOException {
    Files.writeString(
        file(GAPS), offset + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  long[] gaps() {
    try {
      return Files.readString(file(GAPS), StandardCharsets.UTF_8)
          .lines()
          .mapToLong(Long::parseLong)
          .toArray();
    } catch (IOException | NumberFormatException e) {
      return new long[0];
    }
  }

  void deletePipes() throws IOException {
    for (String pipe : new String[] {IN, ACK, OUT}) {
      Files.deleteIfExists(file(pipe));
    }
  }

  /**
   * Deletes the folder. A wrapper that was killed just now may still leave a file behind while that
   * goes on, so a folder that is not empty is emptied again, for a second at most.
   */
  void delete() throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        deleteOnce();
        return;
      } catch (DirectoryNotEmptyException e) {
        if (attempt == 500) {
          throw e;
        }
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private void deleteOnce() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.deleteIfExists(path);
  }
}
