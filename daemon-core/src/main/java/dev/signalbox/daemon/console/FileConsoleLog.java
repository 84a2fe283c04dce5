package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A console log in rotated files, with a ring in memory while somebody watches. */
final class FileConsoleLog implements ConsoleLog {
  private static final Logger log = LoggerFactory.getLogger(FileConsoleLog.class);
  private static final int TAIL_STEP = 64 << 10;

  private final Path directory;
  private final ConsoleLimits limits;
  private final ConsoleSegments segments;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  /** Present while there are watchers: what nobody looks at costs no memory. */
  private @Nullable ConsoleRing ring;

  private long end;
  private boolean refused;

  private FileConsoleLog(Path directory, ConsoleLimits limits, ConsoleSegments segments) {
    this.directory = requireNonNull(directory, "directory");
    this.limits = requireNonNull(limits, "limits");
    this.segments = segments;
    this.end = segments.end();
  }

  /** Opens the log in a directory, which is made where it is missing. */
  static FileConsoleLog open(Path directory, ConsoleLimits limits) throws IOException {
    return new FileConsoleLog(directory, limits, ConsoleSegments.open(directory, limits));
  }

  @Override
  public long oldest() {
    lock.lock();
    try {
      return segments.oldest();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long append(long offset, ByteBuffer data) {
    long after;
    lock.lock();
    try {
      long next = offset + data.remaining();
      if (next <= end) {
        return end;
      }
      ByteBuffer fresh = data.duplicate();
      if (offset < end) {
        fresh.position(fresh.position() + (int) (end - offset));
      }
      store(Math.max(offset, end), fresh);
      end = next;
      after = end;
    } finally {
      lock.unlock();
    }
    watchers.forEach(Runnable::run);
    return after;
  }

  @Override
  public void lost(long to) {
    lock.lock();
    try {
      if (to <= end) {
        return;
      }
      log.warn("console output lost directory={} from={} to={}", directory, end, to);
      end = to;
      try {
        segments.skipTo(to);
      } catch (IOException e) {
        refuse(e);
      }
    } finally {
      lock.unlock();
    }
    watchers.forEach(Runnable::run);
  }

  @Override
  public ConsolePiece read(long offset, int most) throws IOException {
    long segment;
    int count;
    lock.lock();
    try {
      if (offset >= end) {
        return new ConsolePiece.End(end);
      }
      ByteBuffer shared = ring == null ? null : ring.read(offset);
      if (shared != null) {
        return new ConsolePiece.Output(offset, shared);
      }
      Map.Entry<Long, Long> entry = segments.segmentAt(offset);
      if (entry == null) {
        long to = segments.gapEnd(offset);
        return new ConsolePiece.Gap(offset, to > offset ? to : end);
      }
      segment = entry.getKey();
      count = (int) Math.min(most, entry.getValue() - offset);
    } finally {
      lock.unlock();
    }
    ByteBuffer bytes = segments.read(segment, offset, count);
    if (bytes != null && bytes.hasRemaining()) {
      return new ConsolePiece.Output(offset, bytes);
    }
    // Dropped since, or cut short by another hand: either way these bytes are gone.
    return new ConsolePiece.Gap(offset, offset + count);
  }

  @Override
  public byte[] tail(int lines, int most) {
    for (int size = Math.min(TAIL_STEP, most); ; size = Math.min(size * 4, most)) {
      byte[] bytes = last(size);
      int start = startOfLines(bytes, lines);
      if (start >= 0) {
        return Arrays.copyOfRange(bytes, start, bytes.length);
      }
      boolean whole = end() - size <= oldest();
      if (size == most || whole) {
        // Where more was cut off, the first line is not whole.
        return whole ? bytes : withoutFirstLine(bytes);
      }
    }
  }

  @Override
  public void rest() {
    lock.lock();
    try {
      segments.rest();
    } catch (IOException e) {
      refuse(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Watch watch(Runnable task) {
    lock.lock();
    try {
      watchers.add(task);
      if (ring == null) {
        ring = new ConsoleRing(limits.blockBytes(), limits.ringBlocks());
      }
    } finally {
      lock.unlock();
    }
    return () -> unwatch(task);
  }

  /** Deletes the files; the log must not be used any more. */
  void delete() throws IOException {
    lock.lock();
    try {
      segments.delete();
    } finally {
      lock.unlock();
    }
  }

  private void unwatch(Runnable task) {
    lock.lock();
    try {
      watchers.remove(task);
      if (watchers.isEmpty()) {
        ring = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void store(long offset, ByteBuffer fresh) {
    try {
      segments.append(offset, fresh);
      refused = false;
    } catch (IOException e) {
      refuse(e);
      return;
    }
    if (ring != null) {
      ring.append(offset, fresh);
    }
  }

  private void refuse(IOException e) {
    if (!refused) {
      log.error("console output not stored directory={}", directory, e);
      refused = true;
    }
  }

  /** Returns at most that many of the last bytes; gaps between them are passed over. */
  private byte[] last(int size) {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    long stop = end();
    long at = Math.max(oldest(), stop - size);
    try {
      while (at < stop) {
        ConsolePiece piece = read(at, (int) Math.min(TAIL_STEP, stop - at));
        if (piece instanceof ConsolePiece.Output output) {
          ByteBuffer data = output.data().duplicate();
          data.limit(Math.min(data.limit(), data.position() + bytes.remaining()));
          bytes.put(data);
        }
        at = piece.next();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static int startOfLines(byte[] bytes, int lines) {
    int found = 0;
    for (int i = bytes.length - 2; i >= 0; i--) {
      if (bytes[i] == '\n' && ++found == lines) {
        return i + 1;
      }
    }
    return -1;
  }

  private static byte[] withoutFirstLine(byte[] bytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        return Arrays.copyOfRange(bytes, i + 1, bytes.length);
      }
    }
    return bytes;
  }
}
