package dev.signalbox.api.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM holds.
 *
 * @param threads live threads
 * @param descriptors open file descriptors, 0 where the system does not count them
 */
record Resources(int threads, long descriptors) {
  static Resources now() {
    return new Resources(ManagementFactory.getThreadMXBean().getThreadCount(), openDescriptors());
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  /**
   * Fails where so many descriptors cannot be had: a test that needs them must not pass without.
   */
  static void requireDescriptors(long wanted) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      throw new AssertionError(
          "descriptors: not counted here (expected: " + wanted + " to be had)");
    }
    long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
    if (free < wanted) {
      throw new AssertionError(
          "descriptors: " + free + " free (expected: " + wanted + "; raise 'ulimit -n')");
    }
  }

  /** Returns the bytes in use on the heap, garbage left out, and in direct buffers. */
  static long memoryInUse() {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return heap + direct;
  }
}
