package dev.signalbox.daemon.console;

/**
 * How much of one instance's output is held.
 *
 * @param segmentBytes size of one file, at least 4 KiB; whole files are dropped, never parts
 * @param totalBytes what all files together may hold, at least two segments
 * @param blockBytes size of one block of the ring in memory
 * @param ringBlocks blocks in the ring; the ring exists only while somebody watches
 */
public record ConsoleLimits(long segmentBytes, long totalBytes, int blockBytes, int ringBlocks) {
  /** Files of 4 MiB, 64 MiB together, a ring of 512 KiB. */
  public static final ConsoleLimits DEFAULT = new ConsoleLimits(4L << 20, 64L << 20, 64 << 10, 8);

  public ConsoleLimits {
    if (segmentBytes < 4096) {
      throw new IllegalArgumentException("segmentBytes: " + segmentBytes + " (expected: >= 4096)");
    }
    if (totalBytes < 2 * segmentBytes) {
      throw new IllegalArgumentException(
          "totalBytes: " + totalBytes + " (expected: at least two segments)");
    }
    if (blockBytes < 16) {
      throw new IllegalArgumentException("blockBytes: " + blockBytes + " (expected: >= 16)");
    }
    if (ringBlocks < 2) {
      throw new IllegalArgumentException("ringBlocks: " + ringBlocks + " (expected: >= 2)");
    }
  }
}
