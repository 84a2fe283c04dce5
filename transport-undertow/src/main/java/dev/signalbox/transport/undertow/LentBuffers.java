package dev.signalbox.transport.undertow;

import io.undertow.connector.PooledByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The buffers that a subscriber holds: each comes back with the first {@code request} after its
 * delivery has returned.
 */
final class LentBuffers {
  private final ArrayDeque<PooledByteBuffer> lent = new ArrayDeque<>();
  private long released;

  /** Items whose delivery has returned: only those can a subscriber have done with. */
  private final AtomicLong delivered = new AtomicLong();

  private final AtomicLong returned = new AtomicLong();

  /** Notes that the subscriber has done with what it was given; by any thread. */
  void noteRequest() {
    returned.accumulateAndGet(delivered.get(), Math::max);
  }

  void lend(PooledByteBuffer buffer) {
    lent.add(buffer);
  }

  void delivered() {
    delivered.incrementAndGet();
  }

  /** Frees what the subscriber has done with. */
  void releaseReturned() {
    long upTo = returned.get();
    while (released < upTo && !lent.isEmpty()) {
      lent.remove().close();
      released++;
    }
  }

  /** Frees everything. */
  void releaseAll() {
    lent.forEach(PooledByteBuffer::close);
    lent.clear();
  }

  /**
   * Leaves everything to the garbage collector: another thread may be at work on it and not know
   * yet that the body has failed.
   */
  void abandon() {
    lent.clear();
  }
}
