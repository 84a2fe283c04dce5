package dev.signalbox.daemon.driver.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Looks into {@code /proc}, once a second at most for all instances together. */
final class ProcfsTable implements ProcessTable {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private Map<Long, List<Long>> children = Map.of();
  private long readAt;

  @Override
  public Sample sample(long pid) {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (readAt == 0 || now - readAt > FRESH_NANOS) {
        children = readChildren();
        readAt = now;
      }
      return sum(pid, readAt);
    } finally {
      lock.unlock();
    }
  }

  private Sample sum(long pid, long at) {
    long cpu = 0;
    long memory = 0;
    Deque<Long> left = new ArrayDeque<>(List.of(pid));
    while (!left.isEmpty()) {
      long next = left.removeFirst();
      cpu += cpuNanos(next);
      memory += residentBytes(next);
      left.addAll(children.getOrDefault(next, List.of()));
    }
    return new Sample(at, cpu, memory);
  }

  private static Map<Long, List<Long>> readChildren() {
    Map<Long, List<Long>> found = new HashMap<>();
    ProcessHandle.allProcesses()
        .forEach(
            process ->
                process
                    .parent()
                    .ifPresent(
                        parent ->
                            found
                                .computeIfAbsent(parent.pid(), pid -> new ArrayList<>())
                                .add(process.pid())));
    return found;
  }

  private static long cpuNanos(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO)
        .toNanos();
  }

  private static long residentBytes(long pid) {
    try (FileInputStream status = new FileInputStream("/proc/" + pid + "/status")) {
      String text = new String(status.readAllBytes(), StandardCharsets.US_ASCII);
      int at = text.indexOf("\nVmRSS:");
      if (at < 0) {
        return 0;
      }
      String line = text.substring(at + 7, text.indexOf('\n', at + 7));
      return Long.parseLong(line.replace("kB", "").strip()) * 1024;
    } catch (IOException | NumberFormatException e) {
      // Ended meanwhile, or a system without /proc.
      return 0;
    }
  }
}
