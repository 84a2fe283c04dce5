package dev.signalbox.daemon.event;

/**
 * How much of what happened is kept on disk.
 *
 * @param segmentBytes after how many bytes a new file begins
 * @param totalBytes most bytes of all files together; the oldest file goes first
 */
record SpoolLimits(long segmentBytes, long totalBytes) {
  static final SpoolLimits DEFAULT = new SpoolLimits(1 << 20, 64 << 20);

  SpoolLimits {
    if (segmentBytes < 1 || totalBytes < 2 * segmentBytes) {
      throw new IllegalArgumentException(
          "totalBytes: " + totalBytes + " (expected: at least two segments)");
    }
  }
}
