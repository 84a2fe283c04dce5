package dev.signalbox.api.link.stream;

import dev.signalbox.api.transport.wire.RefusedSubscription;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A body that comes in messages, given to its one subscriber as that asks.
 *
 * @param <T> what the subscriber gets for each message
 */
final class BodyReceiver<T> implements Flow.Publisher<T>, Flow.Subscription {
  /** How much is dropped of a body that nobody reads, in the hope that it ends. */
  private static final long MOST_DROPPED = 4L * 1024 * 1024;

  private final Wire wire;
  private final Function<ByteBuffer, T> item;
  private final Runnable cancelled;
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
  private final boolean lengthKnown;
  private long remaining;
  private long demand;
  private long dropped;
  private boolean dropping;
  private boolean unwanted;
  private boolean ended;
  private boolean over;
  private @Nullable Throwable failure;
  private Flow.@Nullable Subscriber<? super T> subscriber;

  /**
   * Plans the receipt of a body.
   *
   * @param length in bytes, or -1
   * @param cancelled run where the subscriber does not want the rest
   */
  BodyReceiver(Wire wire, long length, Function<ByteBuffer, T> item, Runnable cancelled) {
    this.wire = wire;
    this.item = item;
    this.cancelled = cancelled;
    lengthKnown = length >= 0;
    remaining = lengthKnown ? length : Long.MAX_VALUE;
  }

  /** Takes a message; answers false where it is too much. */
  boolean receive(ByteBuffer message) {
    int size = message.remaining();
    if (ended || size > remaining || size > Wire.MESSAGE_BYTES) {
      return false;
    }
    if (lengthKnown) {
      remaining -= size;
    }
    if (dropping || size == 0) {
      dropped += size;
      wire.consumed(1);
      return dropped <= MOST_DROPPED;
    }
    queue.add(message);
    deliver();
    return true;
  }

  /** The other side said that this was all; answers false where it is too little. */
  boolean end() {
    if (ended || (lengthKnown && remaining > 0)) {
      return false;
    }
    ended = true;
    // What waits for a slow subscriber is its own matter now, and not that of the next exchange.
    wire.consumed(queue.size());
    deliver();
    return true;
  }

  /** Says whether all came, though the end may not have been said yet. */
  boolean isWhole() {
    return ended || (lengthKnown && remaining == 0);
  }

  boolean isEnded() {
    return ended;
  }

  /** The rest will not come. */
  void fail(Throwable reason) {
    if (ended) {
      return;
    }
    ended = true;
    failure = reason;
    queue.clear();
    deliver();
  }

  /** Drops what comes, unless somebody reads it. */
  void dropUnlessRead() {
    if (subscriber == null || unwanted) {
      drop();
    }
  }

  /** Drops what comes, which is of no use any more even to whoever reads it. */
  void dropUnlessEnded() {
    if (!ended && !dropping) {
      drop();
      deliver();
    }
  }

  private void drop() {
    if (dropping) {
      return;
    }
    dropping = true;
    if (!ended) {
      wire.consumed(queue.size());
    }
    queue.clear();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> newSubscriber) {
    if (!subscribed.compareAndSet(false, true)) {
      RefusedSubscription.refuse(
          newSubscriber, new IllegalStateException("the body has a subscriber already"));
      return;
    }
    wire.execute(
        () -> {
          subscriber = newSubscriber;
          newSubscriber.onSubscribe(this);
          deliver();
        });
  }

  @Override
  public void request(long n) {
    wire.execute(
        () -> {
          if (n <= 0) {
            abandon();
            tell(new IllegalArgumentException("n: " + n + " (expected: > 0)"));
            return;
          }
          demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
          deliver();
        });
  }

  @Override
  public void cancel() {
    wire.execute(this::abandon);
  }

  private void abandon() {
    if (unwanted || over) {
      return;
    }
    unwanted = true;
    if (isWhole()) {
      drop();
    } else {
      cancelled.run();
    }
  }

  private void deliver() {
    Flow.Subscriber<? super T> target = subscriber;
    if (target == null) {
      return;
    }
    while (demand > 0 && !queue.isEmpty() && !unwanted) {
      demand--;
      ByteBuffer message = queue.remove();
      if (!ended) {
        wire.consumed(1);
      }
      target.onNext(item.apply(message));
    }
    if (unwanted) {
      return;
    }
    if (dropping) {
      tell(Wire.broken("its reply was sent before it was read"));
    } else if (ended && queue.isEmpty()) {
      tell(failure);
    }
  }

  private void tell(@Nullable Throwable reason) {
    Flow.Subscriber<? super T> target = subscriber;
    if (over || target == null) {
      return;
    }
    over = true;
    if (reason == null) {
      target.onComplete();
    } else {
      target.onError(reason);
    }
  }
}
