package dev.signalbox.api.transport;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes buffers as they are asked for, on a thread of its own, and sees what the transport does
 * with it. Each buffer is wiped as soon as more is asked for, as its contract allows.
 */
final class PublisherProbe implements Flow.Publisher<ByteBuffer>, AutoCloseable {
  private final byte[] item;
  private final long items;
  private final boolean completing;
  private final Throwable failure;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final AtomicLong published = new AtomicLong();
  private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
  private final CompletableFuture<Void> subscribed = new CompletableFuture<>();

  private PublisherProbe(byte[] item, long items, boolean completing, Throwable failure) {
    this.item = item;
    this.items = items;
    this.completing = completing;
    this.failure = failure;
  }

  /** Publishes that many copies of the item, then completes. */
  static PublisherProbe completing(byte[] item, long items) {
    return new PublisherProbe(item, items, true, null);
  }

  /** Publishes that many copies of the item, then says nothing more. */
  static PublisherProbe silentAfter(byte[] item, long items) {
    return new PublisherProbe(item, items, false, null);
  }

  /** Publishes that many copies of the item, then fails. */
  static PublisherProbe failingAfter(byte[] item, long items) {
    return new PublisherProbe(item, items, false, new IllegalStateException("on purpose"));
  }

  long published() {
    return published.get();
  }

  CompletableFuture<Void> cancelled() {
    return cancelled;
  }

  CompletableFuture<Void> subscribed() {
    return subscribed;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    if (!subscribed.complete(null)) {
      throw new IllegalStateException("subscribed twice");
    }
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private long left = items;
          private ByteBuffer last;

          @Override
          public void request(long n) {
            thread.execute(() -> publish(n));
          }

          private void publish(long n) {
            if (last != null) {
              last.clear();
              while (last.hasRemaining()) {
                last.put((byte) '!');
              }
            }
            for (long i = 0; i < n && left > 0 && !cancelled.isDone(); i++) {
              left--;
              last = ByteBuffer.wrap(item.clone());
              published.addAndGet(item.length);
              subscriber.onNext(last);
            }
            if (left == 0 && !cancelled.isDone()) {
              left--;
              if (failure != null) {
                subscriber.onError(failure);
              } else if (completing) {
                subscriber.onComplete();
              }
            }
          }

          @Override
          public void cancel() {
            cancelled.complete(null);
          }
        });
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
