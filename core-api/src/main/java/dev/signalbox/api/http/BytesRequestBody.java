package dev.signalbox.api.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request body that is already in memory; unlike one from a socket it may be read more than once.
 */
final class BytesRequestBody implements RequestBody {
  static final RequestBody EMPTY = new BytesRequestBody(new byte[0]);

  private final byte[] bytes;

  BytesRequestBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(bytes.length);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
    subscriber.onSubscribe(new OneItem(subscriber));
    if (bytes.length == 0) {
      subscriber.onComplete();
    }
  }

  private final class OneItem implements Flow.Subscription {
    private final Flow.Subscriber<? super List<ByteBuffer>> subscriber;
    private final AtomicBoolean done = new AtomicBoolean(bytes.length == 0);

    OneItem(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (!done.compareAndSet(false, true)) {
        return;
      }
      if (n <= 0) {
        subscriber.onError(new IllegalArgumentException("n: " + n + " (expected: > 0)"));
        return;
      }
      subscriber.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
      subscriber.onComplete();
    }

    @Override
    public void cancel() {
      done.set(true);
    }
  }
}
