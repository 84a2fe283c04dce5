package dev.signalbox.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process and its living descendants have used so far, from {@code /proc}.
 *
 * @param cpuSeconds user and system time, that of children that ended included
 * @param residentBytes memory that is resident now; pages that processes share count for each
 */
record ProcessUsage(double cpuSeconds, long residentBytes) {
  /** The kernel tells times in 1/100 s on every architecture that the JDK runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final ProcessUsage NONE = new ProcessUsage(0, 0);

  static ProcessUsage of(ProcessHandle process) {
    ProcessUsage sum = ofOne(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum = sum.plus(ofOne(child.pid()));
    }
    return sum;
  }

  /** Returns what the children of this JVM have used that have ended and were waited for. */
  static double endedChildrenCpuSeconds() {
    return endedChildrenCpuSeconds(read(Path.of("/proc/self/stat")));
  }

  static double cpuSeconds(String stat) {
    List<String> fields = fieldsBehindName(stat);
    return ticks(fields, 11) + ticks(fields, 12) + endedChildrenCpuSeconds(stat);
  }

  static double endedChildrenCpuSeconds(String stat) {
    List<String> fields = fieldsBehindName(stat);
    return ticks(fields, 13) + ticks(fields, 14);
  }

  static long residentBytes(String status) {
    for (String line : status.split("\n", -1)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }

  private static ProcessUsage ofOne(long pid) {
    try {
      return new ProcessUsage(
          cpuSeconds(Files.readString(Path.of("/proc/" + pid + "/stat"))),
          residentBytes(Files.readString(Path.of("/proc/" + pid + "/status"))));
    } catch (NoSuchFileException e) {
      return NONE; // it ended meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessUsage plus(ProcessUsage other) {
    return new ProcessUsage(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
  }

  /** The name in parentheses may hold spaces and parentheses itself: the last one ends it. */
  private static List<String> fieldsBehindName(String stat) {
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
  }

  private static double ticks(List<String> fields, int index) {
    return Long.parseLong(fields.get(index)) / TICKS_PER_SECOND;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
