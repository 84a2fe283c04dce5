package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the kernel says of processes and mounts. */
final class ProcFs {
  /**
   * One line of {@code /proc/PID/stat}; pid and start time together never name two processes of one
   * boot.
   *
   * @param start in clock ticks since boot, as the kernel writes it
   */
  record Stat(long pid, char state, long parent, long session, long start) {
    /** Parses a line; the command in it may hold blanks and brackets. */
    static Optional<Stat> parse(String line) {
      int open = line.indexOf('(');
      int close = line.lastIndexOf(')');
      if (open < 1 || close < open) {
        return Optional.empty();
      }
      String[] fields = line.substring(close + 1).strip().split(" ", -1);
      if (fields.length < 20) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Stat(
                Long.parseLong(line.substring(0, open).strip()),
                fields[0].charAt(0),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[19])));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    /** Tells whether this very process is there and is more than a zombie. */
    boolean alive() {
      Optional<Stat> now = stat(pid);
      return now.isPresent()
          && now.get().start == start
          && now.get().state != 'Z'
          && now.get().state != 'X';
    }
  }

  /**
   * A mounted file system.
   *
   * @param options those of the mount and of the file system, between commas
   */
  record Mount(Path point, String type, String options) {}

  private ProcFs() {}

  static Optional<Stat> stat(long pid) {
    try {
      return Stat.parse(read(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns what tells this boot of the system from every other one. */
  static String bootId() throws IOException {
    return read(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  static List<Mount> mounts() throws IOException {
    List<Mount> mounts = new ArrayList<>();
    for (String line : read(Path.of("/proc/self/mountinfo")).split("\n", -1)) {
      int separator = line.indexOf(" - ");
      if (separator < 0) {
        continue;
      }
      String[] before = line.substring(0, separator).split(" ", -1);
      String[] after = line.substring(separator + 3).split(" ", -1);
      if (before.length > 5 && after.length > 2) {
        mounts.add(
            new Mount(
                Path.of(unescaped(before[4])), after[0], "," + before[5] + "," + after[2] + ","));
      }
    }
    return mounts;
  }

  /** Returns this process's cgroup in a hierarchy: the path below its mount. */
  static Optional<String> ownCgroup(String controller) throws IOException {
    for (String line : read(Path.of("/proc/self/cgroup")).split("\n", -1)) {
      String[] fields = line.split(":", 3);
      boolean named =
          fields.length == 3
              && (controller.isEmpty()
                  ? fields[0].equals("0")
                  : List.of(fields[1].split(",", -1)).contains(controller));
      if (named) {
        return Optional.of(fields[2]);
      }
    }
    return Optional.empty();
  }

  static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String unescaped(String path) {
    return path.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
