package dev.signalbox.api.host;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine, as its daemon sees it now.
 *
 * @param name the host name
 * @param version the daemon's version
 * @param os the operating system
 * @param clock the machine's time
 * @param drivers what can run an instance here, and why one cannot
 */
public record HostInfo(
    String name,
    String version,
    Os os,
    Cpu cpu,
    Memory memory,
    Disk disk,
    Instant clock,
    List<Driver> drivers) {
  public HostInfo {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(os, "os");
    requireNonNull(cpu, "cpu");
    requireNonNull(memory, "memory");
    requireNonNull(disk, "disk");
    requireNonNull(clock, "clock");
    drivers = List.copyOf(drivers);
  }

  /** The operating system by name, version and processor architecture. */
  public record Os(String name, String version, String architecture) {}

  /**
   * The processors.
   *
   * @param count how many the daemon may use
   * @param load the load average of the last minute, absent where the system has none
   */
  public record Cpu(int count, @Nullable Double load) {}

  /** Bytes of memory in all, and unused. */
  public record Memory(long total, long free) {}

  /** Bytes of the file system that holds the daemon's data, in all and free for use. */
  public record Disk(long total, long available) {}

  /**
   * One driver.
   *
   * @param type the {@code driver.type} of a spec
   * @param available whether it can run instances here
   * @param reason why not, or what it lacks here; absent where there is nothing to say
   */
  public record Driver(String type, boolean available, @Nullable String reason) {}
}
