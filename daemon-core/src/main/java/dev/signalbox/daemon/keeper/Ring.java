package dev.signalbox.daemon.keeper;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The last bytes of one run's output, by absolute offset, in a file whose room was taken
 * beforehand.
 *
 * <p>One thread appends, one reads, any commands. While a daemon is attached nothing that it has
 * not acknowledged is dropped: the appender waits. While none is, or the one that is there has not
 * acknowledged for the stall limit, the oldest goes.
 *
 * <p>A file rather than memory, so that it survives this process, and not mapped, so that a full or
 * failing disk is an exception and not a fault.
 */
final class Ring implements Closeable {
  /** The most that is appended or read at once. */
  static final int CHUNK = 1 << 16;

  private static final int HEADER = 64;
  // Nobody is waiting for what is dropped, so a runaway program must not have a whole CPU for it.
  private static final long DROPPED_BYTES_PER_SECOND = 32L << 20;

  private final FileChannel file;
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ByteBuffer header = ByteBuffer.allocateDirect(16);
  private long start;
  private long end;
  private boolean attached;
  private int attachment;
  private boolean stalled;
  private boolean complete;
  private long stallNanos = Long.MAX_VALUE;
  private long heardNanos;

  private Ring(FileChannel file, int capacity, long start, long end) {
    this.file = file;
    this.capacity = capacity;
    this.start = start;
    this.end = end;
  }

  /** Makes a ring that begins at an offset, and takes all the room on disk that it will need. */
  static Ring create(Path path, int capacity, long offset) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
      long size = HEADER + (long) capacity + CHUNK;
      for (long at = 0; at < size; at += zeros.limit()) {
        zeros.clear().limit((int) Math.min(CHUNK, size - at));
        writeFully(file, zeros, at);
      }
      Ring ring = new Ring(file, capacity, offset, offset);
      ring.writeHeader();
      return ring;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Opens the ring that an earlier process made. */
  static Ring open(Path path, int capacity) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(16);
    file.read(header, 0);
    header.flip();
    long start = header.remaining() == 16 ? header.getLong() : 0;
    long end = header.hasRemaining() ? header.getLong() : -1;
    if (start < 0 || end < start || end - start > (long) capacity + CHUNK) {
      file.close();
      throw new IOException(path + " is damaged: start " + start + ", end " + end);
    }
    return new Ring(file, capacity, start, end);
  }

  long start() {
    return locked(() -> start);
  }

  long end() {
    return locked(() -> end);
  }

  /** Waits until {@link #CHUNK} more bytes may be appended, or makes room where nobody waits. */
  void awaitRoom() throws IOException {
    lock.lock();
    try {
      while (attached && !stalled && end - start >= capacity) {
        long left = stallNanos - (System.nanoTime() - heardNanos);
        if (left <= 0) {
          stalled = true;
        } else {
          changed.awaitNanos(left);
        }
      }
      if (end - start > capacity) {
        // Before anything is overwritten, so that whoever reads there finds out.
        start = end - capacity;
        writeHeader();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nothing interrupts a keeper's thread", e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Appends what a buffer holds, at most {@link #CHUNK} bytes, after {@link #awaitRoom}.
   *
   * <p>The bytes go to where neither a reader nor the header points yet, so without the lock.
   */
  void append(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    long at = end();
    int room = (int) Math.min(length, physical() - at % physical());
    int limit = bytes.limit();
    writeFully(file, bytes.limit(bytes.position() + room), HEADER + at % physical());
    writeFully(file, bytes.limit(limit), HEADER);
    boolean drops;
    lock.lock();
    try {
      end = at + length;
      drops = end - start > capacity && (!attached || stalled);
      writeHeader();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (drops) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(length) / DROPPED_BYTES_PER_SECOND);
    }
  }

  /**
   * Waits until there is something to read at an offset.
   *
   * @param whose what {@link #attach} returned; another one ends the wait
   * @return false where there is not, and never will be
   */
  boolean awaitData(long offset, int whose) {
    lock.lock();
    try {
      while (attached && attachment == whose && !complete && end <= offset) {
        changed.await();
      }
      return attachment == whose && end > offset;
    } catch (InterruptedException e) {
      throw new AssertionError("nothing interrupts a keeper's thread", e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads from an offset into a buffer as much as both have, up to the next multiple of the ring.
   *
   * @return false where what was there has been dropped meanwhile; the buffer is then as it was
   */
  boolean read(long offset, ByteBuffer into) throws IOException {
    int length =
        (int)
            Math.min(Math.min(into.remaining(), end() - offset), physical() - offset % physical());
    int position = into.position();
    int limit = into.limit();
    into.limit(position + length);
    long at = HEADER + offset % physical();
    while (into.hasRemaining()) {
      int n = file.read(into, at);
      if (n < 0) {
        throw new IOException("the ring's file is too short");
      }
      at += n;
    }
    into.limit(limit);
    if (start() > offset) {
      into.position(position);
      return false;
    }
    return true;
  }

  /**
   * Lets a daemon in, in place of any other.
   *
   * @param acknowledged before which it needs nothing any more
   * @return what names this attachment
   */
  int attach(long acknowledged, long stallLimitNanos) throws IOException {
    lock.lock();
    try {
      attached = true;
      attachment++;
      stallNanos = stallLimitNanos;
      acknowledge(acknowledged);
      return attachment;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the daemon of an attachment go; nothing happens where another has come since. */
  void detach(int whose) {
    lock.lock();
    try {
      if (attachment == whose) {
        attached = false;
        attachment++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void acknowledge(long offset) throws IOException {
    lock.lock();
    try {
      heardNanos = System.nanoTime();
      stalled = false;
      if (offset > start) {
        start = Math.min(offset, end);
        writeHeader();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Moves on to an offset that a daemon knows and this ring does not. */
  void skipTo(long offset) throws IOException {
    lock.lock();
    try {
      if (offset > end) {
        start = offset;
        end = offset;
        writeHeader();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes what was appended safe on disk, for when the system goes down before a daemon is back.
   */
  void force() {
    try {
      file.force(false);
    } catch (IOException e) {
      KeeperLog.error("output not forced to disk", e);
    }
  }

  /** Tells that nothing will be appended any more. */
  void complete() {
    lock.lock();
    try {
      complete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether {@link #complete} was called. */
  boolean isComplete() {
    lock.lock();
    try {
      return complete;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private long physical() {
    return (long) capacity + CHUNK;
  }

  private void writeHeader() throws IOException {
    header.clear().putLong(start).putLong(end).flip();
    writeFully(file, header, 0);
  }

  private static void writeFully(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += file.write(bytes, position);
    }
  }

  private long locked(LongSupplier value) {
    lock.lock();
    try {
      return value.getAsLong();
    } finally {
      lock.unlock();
    }
  }
}
