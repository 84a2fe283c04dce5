package dev.signalbox.api.link.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * Publishes bytes in pieces of any size, on changing threads and sometimes within {@code request};
 * what it lends it overwrites at the next signal.
 *
 * @param <T> the type of an item
 */
final class Chunks<T> implements Flow.Publisher<T> {
  private final byte[] bytes;
  private final Random random;
  private final Executor threads;
  private final Function<ByteBuffer, T> item;

  private Chunks(byte[] bytes, Random random, Executor threads, Function<ByteBuffer, T> item) {
    this.bytes = bytes;
    this.random = random;
    this.threads = threads;
    this.item = item;
  }

  static Chunks<ByteBuffer> ofBuffers(byte[] bytes, Random random, Executor threads) {
    return new Chunks<>(bytes, random, threads, buffer -> buffer);
  }

  /** Publishes each piece as a list of several buffers. */
  static Chunks<List<ByteBuffer>> ofLists(byte[] bytes, Random random, Executor threads) {
    return new Chunks<>(bytes, random, threads, buffer -> split(buffer, random));
  }

  private static List<ByteBuffer> split(ByteBuffer buffer, Random random) {
    List<ByteBuffer> parts = new ArrayList<>();
    int at = 0;
    while (at < buffer.remaining()) {
      int size = Math.min(buffer.remaining() - at, 1 + random.nextInt(80_000));
      parts.add(buffer.slice(buffer.position() + at, size));
      at += size;
    }
    return parts;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriber.onSubscribe(new Published(subscriber));
  }

  private final class Published implements Flow.Subscription {
    private final Flow.Subscriber<? super T> subscriber;
    private final Random sizes = new Random(random.nextLong());
    private final int most = sizes.nextBoolean() ? 3000 : 200_000;
    private long demand;
    private int position;
    private boolean running;
    private boolean over;
    private byte[] lent = {};

    Published(Flow.Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      synchronized (this) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        if (running || over) {
          return;
        }
        running = true;
      }
      if (sizes.nextInt(3) == 0) {
        run();
      } else {
        threads.execute(this::run);
      }
    }

    @Override
    public void cancel() {
      synchronized (this) {
        over = true;
      }
    }

    private void run() {
      while (true) {
        synchronized (this) {
          if (over || demand == 0) {
            running = false;
            return;
          }
          demand--;
        }
        Arrays.fill(lent, (byte) '!');
        int size = Math.min(bytes.length - position, 1 + sizes.nextInt(most));
        lent = Arrays.copyOfRange(bytes, position, position + size);
        position += size;
        subscriber.onNext(item.apply(ByteBuffer.wrap(lent)));
        if (position == bytes.length) {
          synchronized (this) {
            over = true;
          }
          Arrays.fill(lent, (byte) '!');
          subscriber.onComplete();
          return;
        }
      }
    }
  }
}
