package dev.signalbox.daemon.console;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The last bytes of a log in memory, in blocks that all readers share.
 *
 * <p>A byte that was written never changes, so a slice that was handed out stays good after its
 * block left the ring. Not thread-safe: its log guards it.
 */
final class ConsoleRing {
  private static final class Block {
    final long from;
    final byte[] bytes;
    int length;

    Block(long from, int size) {
      this.from = from;
      this.bytes = new byte[size];
    }

    long end() {
      return from + length;
    }
  }

  private final int blockBytes;
  private final int most;
  private final Deque<Block> blocks = new ArrayDeque<>();

  ConsoleRing(int blockBytes, int most) {
    this.blockBytes = blockBytes;
    this.most = most;
  }

  /** Appends what is between position and limit, and leaves the position alone. */
  void append(long offset, ByteBuffer data) {
    ByteBuffer source = data.duplicate();
    Block last = blocks.peekLast();
    if (last != null && last.end() != offset) {
      blocks.clear();
      last = null;
    }
    long at = offset;
    while (source.hasRemaining()) {
      if (last == null || last.length == blockBytes) {
        last = new Block(at, blockBytes);
        blocks.addLast(last);
        if (blocks.size() > most) {
          blocks.removeFirst();
        }
      }
      int count = Math.min(source.remaining(), blockBytes - last.length);
      source.get(last.bytes, last.length, count);
      last.length += count;
      at += count;
    }
  }

  /** Returns up to one block of bytes from the offset on, or null where the ring has none. */
  @Nullable ByteBuffer read(long offset) {
    for (Block block : blocks) {
      if (offset >= block.from && offset < block.end()) {
        int start = (int) (offset - block.from);
        return ByteBuffer.wrap(block.bytes, start, block.length - start).slice().asReadOnlyBuffer();
      }
    }
    return null;
  }

  void clear() {
    blocks.clear();
  }
}
