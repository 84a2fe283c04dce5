package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A cgroup of either version, with those below it that the program may have made. */
final class CgroupTree implements ProcessTree {
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);

  private final KillScope scope;
  private final Path path;

  CgroupTree(KillScope scope, Path path) {
    this.scope = scope;
    this.path = path;
  }

  @Override
  public String joinFile() {
    return path.resolve("cgroup.procs").toString();
  }

  @Override
  public String describe() {
    return scope + " " + path;
  }

  @Override
  public void kill() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    long deadline = System.nanoTime() + DEADLINE;
    long pause = 500_000;
    while (populated(path)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("processes are left in " + path + " after 10 s");
      }
      strike();
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, 50_000_000);
    }
  }

  private void strike() throws IOException {
    switch (scope) {
      case CGROUP_V2 -> write("cgroup.kill", "1");
      case CGROUP_V2_FREEZER -> {
        write("cgroup.freeze", "1");
        awaitFrozen("cgroup.events", "frozen 1");
        killMembers(path);
        write("cgroup.freeze", "0");
      }
      default -> {
        write("freezer.state", "FROZEN");
        awaitFrozen("freezer.state", "FROZEN");
        killMembers(path);
        write("freezer.state", "THAWED");
      }
    }
  }

  private void awaitFrozen(String file, String expected) throws IOException {
    // A process in uninterruptible sleep holds up freezing; its neighbours die all the same.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (!ProcFs.read(path.resolve(file)).contains(expected) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(200_000);
    }
  }

  private static void killMembers(Path cgroup) throws IOException {
    for (String pid : ProcFs.read(cgroup.resolve("cgroup.procs")).split("\n", -1)) {
      if (!pid.isEmpty()) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    try (DirectoryStream<Path> below = Files.newDirectoryStream(cgroup, Files::isDirectory)) {
      for (Path child : below) {
        killMembers(child);
      }
    }
  }

  private static boolean populated(Path cgroup) throws IOException {
    Path events = cgroup.resolve("cgroup.events");
    if (Files.exists(events)) {
      return ProcFs.read(events).contains("populated 1");
    }
    if (!ProcFs.read(cgroup.resolve("cgroup.procs")).isBlank()) {
      return true;
    }
    try (DirectoryStream<Path> below = Files.newDirectoryStream(cgroup, Files::isDirectory)) {
      for (Path child : below) {
        if (populated(child)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void remove() {
    try {
      remove(path);
    } catch (IOException e) {
      // An empty cgroup that stays behind costs next to nothing, and its name is never used again.
    }
  }

  private static void remove(Path cgroup) throws IOException {
    try (DirectoryStream<Path> below = Files.newDirectoryStream(cgroup, Files::isDirectory)) {
      for (Path child : below) {
        remove(child);
      }
      Files.deleteIfExists(cgroup);
    } catch (NoSuchFileException e) {
      // Removed already.
    }
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(path.resolve(file), value);
  }
}
