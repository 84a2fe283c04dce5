package dev.signalbox.daemon.transfer;

import dev.signalbox.api.http.RequestBody;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A body that the test feeds as a transport would: by demand, and in a buffer that is overwritten
 * as soon as it is no longer lent.
 */
final class HandFedBody implements RequestBody {
  private final Semaphore demand = new Semaphore(0);
  private final OptionalLong length;
  volatile boolean cancelled;
  private volatile Flow.Subscriber<? super List<ByteBuffer>> subscriber;

  HandFedBody(OptionalLong length) {
    this.length = length;
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
            demand.release((int) n);
          }

          @Override
          public void cancel() {
            cancelled = true;
            demand.release(1_000_000);
          }
        });
  }

  /** Gives one item, once it is asked for. */
  void feed(byte[] bytes) throws InterruptedException {
    if (!demand.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was asked for");
    }
    byte[] lent = bytes.clone();
    subscriber.onNext(List.of(ByteBuffer.wrap(lent).asReadOnlyBuffer()));
    if (!demand.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nothing was asked for");
    }
    demand.release();
    Arrays.fill(lent, (byte) '!');
  }

  void end() {
    subscriber.onComplete();
  }

  void breakOff() {
    subscriber.onError(new java.io.EOFException("the client is gone"));
  }

  boolean hasDemand() {
    return demand.availablePermits() > 0;
  }
}
