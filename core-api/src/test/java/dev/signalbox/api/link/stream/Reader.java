package dev.signalbox.api.link.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Reads a body as it likes: some items at a time, at once or later; may stop in the middle. */
final class Reader<T> implements Flow.Subscriber<T> {
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Random random;
  private final Executor threads;
  private final int stopAfter;
  private Flow.Subscription subscription;
  private int asked;

  private Reader(Random random, Executor threads, int stopAfter) {
    this.random = random;
    this.threads = threads;
    this.stopAfter = stopAfter;
  }

  /** Reads to the end. */
  static <T> CompletableFuture<byte[]> all(
      Flow.Publisher<T> body, Random random, Executor threads) {
    return some(body, random, threads, Integer.MAX_VALUE);
  }

  /** Cancels when so many bytes have come, and answers those. */
  static <T> CompletableFuture<byte[]> some(
      Flow.Publisher<T> body, Random random, Executor threads, int stopAfter) {
    Reader<T> reader = new Reader<>(new Random(random.nextLong()), threads, stopAfter);
    body.subscribe(reader);
    return reader.result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    ask();
  }

  private void ask() {
    int count = 1 + random.nextInt(3);
    asked = count;
    if (random.nextBoolean()) {
      subscription.request(count);
    } else {
      threads.execute(() -> subscription.request(count));
    }
  }

  @Override
  public void onNext(T item) {
    if (item instanceof ByteBuffer buffer) {
      add(buffer);
    } else {
      ((List<?>) item).forEach(buffer -> add((ByteBuffer) buffer));
    }
    if (bytes.size() >= stopAfter) {
      subscription.cancel();
      result.complete(bytes.toByteArray());
    } else if (--asked == 0) {
      ask();
    }
  }

  private void add(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    bytes.writeBytes(copy);
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
