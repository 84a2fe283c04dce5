package dev.signalbox.api.transport;

import dev.signalbox.api.http.RequestBody;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body that lends its buffers as a transport does, on a thread of its own: what was
 * lent is overwritten at the next signal.
 */
final class LentBody implements RequestBody, AutoCloseable {
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final byte[] bytes;
  private final int itemBytes;
  private final AtomicLong given = new AtomicLong();
  private volatile boolean cancelled;

  private LentBody(byte[] bytes, int itemBytes) {
    this.bytes = bytes;
    this.itemBytes = itemBytes;
  }

  /** Returns a body of unknown length. */
  static LentBody of(byte[] bytes, int itemBytes) {
    return new LentBody(bytes, itemBytes);
  }

  long given() {
    return given.get();
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.empty();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
    byte[] lent = new byte[itemBytes];
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            thread.execute(() -> give(n));
          }

          private void give(long n) {
            for (long i = 0; i < n && !cancelled && given.get() < bytes.length; i++) {
              int from = (int) given.get();
              int size = Math.min(itemBytes, bytes.length - from);
              System.arraycopy(bytes, from, lent, 0, size);
              given.addAndGet(size);
              int half = size / 2;
              subscriber.onNext(
                  List.of(
                      ByteBuffer.wrap(lent, 0, half), ByteBuffer.wrap(lent, half, size - half)));
              if (given.get() == bytes.length) {
                Arrays.fill(lent, (byte) '!');
                subscriber.onComplete();
              }
            }
          }

          @Override
          public void cancel() {
            cancelled = true;
          }
        });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
