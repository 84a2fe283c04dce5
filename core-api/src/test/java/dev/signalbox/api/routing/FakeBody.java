package dev.signalbox.api.routing;

import dev.signalbox.api.http.RequestBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A body that a test feeds; what it lent is overwritten as soon as a socket might do so. */
final class FakeBody implements RequestBody {
  private final OptionalLong length;
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private final AtomicLong demand = new AtomicLong();
  private final List<byte[]> lent = new ArrayList<>();
  private volatile boolean cancelled;
  private volatile Flow.Subscriber<? super List<ByteBuffer>> subscriber;

  private FakeBody(OptionalLong length) {
    this.length = length;
  }

  static FakeBody chunked() {
    return new FakeBody(OptionalLong.empty());
  }

  static FakeBody ofLength(long length) {
    return new FakeBody(OptionalLong.of(length));
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> given) {
    subscriber = given;
    given.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            takeBack();
            demand.addAndGet(n);
          }

          @Override
          public void cancel() {
            takeBack();
            cancelled = true;
          }
        });
    subscribed.countDown();
  }

  /** Gives one item of two buffers. */
  void next(String text) {
    if (demand.decrementAndGet() < 0) {
      throw new AssertionError("an item that nobody asked for");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int half = bytes.length / 2;
    synchronized (lent) {
      lent.add(bytes);
    }
    subscriber.onNext(
        List.of(
            ByteBuffer.wrap(bytes, 0, half).asReadOnlyBuffer(),
            ByteBuffer.wrap(bytes, half, bytes.length - half).asReadOnlyBuffer()));
  }

  void complete() {
    takeBack();
    subscriber.onComplete();
  }

  void fail(Throwable failure) {
    takeBack();
    subscriber.onError(failure);
  }

  long demand() {
    return demand.get();
  }

  boolean isCancelled() {
    return cancelled;
  }

  boolean isSubscribed() {
    return subscribed.getCount() == 0;
  }

  void awaitSubscribed() {
    try {
      if (!subscribed.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody subscribed");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void takeBack() {
    synchronized (lent) {
      lent.forEach(bytes -> java.util.Arrays.fill(bytes, (byte) '!'));
      lent.clear();
    }
  }
}
