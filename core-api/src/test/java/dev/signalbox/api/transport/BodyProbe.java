package dev.signalbox.api.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a request body as a test tells it to. */
final class BodyProbe implements Flow.Subscriber<List<ByteBuffer>> {
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong count = new AtomicLong();
  private final boolean keeping;
  private final boolean greedy;

  private BodyProbe(boolean keeping, boolean greedy) {
    this.keeping = keeping;
    this.greedy = greedy;
  }

  /** Asks for the whole body, item by item, and keeps it. */
  static BodyProbe readingAll() {
    return new BodyProbe(true, true);
  }

  /** Asks for nothing but what {@link #request} says, and keeps it. */
  static BodyProbe waiting() {
    return new BodyProbe(true, false);
  }

  /** Asks for the whole body, and only counts it. */
  static BodyProbe counting() {
    return new BodyProbe(false, true);
  }

  /** Completes with the bytes, or fails as the body does. */
  CompletableFuture<byte[]> result() {
    return result;
  }

  /** Returns how many bytes have come. */
  long count() {
    return count.get();
  }

  void request(long n) {
    subscription.join().request(n);
  }

  void cancel() {
    subscription.join().cancel();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    if (greedy) {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> item) {
    for (ByteBuffer buffer : item) {
      count.addAndGet(buffer.remaining());
      if (keeping) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        bytes.writeBytes(copy);
      }
    }
    if (greedy) {
      subscription.join().request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(bytes.toByteArray());
  }
}
