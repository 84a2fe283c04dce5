package dev.signalbox.transport.netty;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.transport.wire.BodyDecoder;
import dev.signalbox.api.transport.wire.RefusedSubscription;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is taken from the connection's input only as it is asked for.
 *
 * <p>All state belongs to the event loop; {@code request} and {@code cancel} go there first.
 */
final class RequestBodyStream implements RequestBody, Flow.Subscription {
  /** Input buffers whose bytes item number {@code item} was the last to show. */
  private record Lent(ByteBuf buffer, int item) {}

  private final HttpConnection connection;
  private final OptionalLong length;
  private final BodyDecoder decoder;
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private final Deque<Lent> lent = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super List<ByteBuffer>> subscriber;
  private @Nullable SignalboxException failure;
  private boolean ended;
  private long demand;
  private int items;

  /** Items whose delivery has returned: only those can a subscriber have done with. */
  private volatile int delivered;

  RequestBodyStream(HttpConnection connection, OptionalLong length) {
    this.connection = connection;
    this.length = length;
    decoder = new BodyDecoder(length);
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> newSubscriber) {
    if (!subscribed.compareAndSet(false, true)) {
      RefusedSubscription.refuse(
          newSubscriber, new IllegalStateException("the body has a subscriber already"));
      return;
    }
    boolean accepted = connection.onLoop(() -> begin(newSubscriber));
    if (!accepted) {
      RefusedSubscription.refuse(newSubscriber, connectionGone());
    }
  }

  private void begin(Flow.Subscriber<? super List<ByteBuffer>> newSubscriber) {
    if (ended) {
      RefusedSubscription.refuse(newSubscriber, failure != null ? failure : connectionGone());
      return;
    }
    subscriber = newSubscriber;
    newSubscriber.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    int returned = delivered;
    connection.onLoop(
        () -> {
          release(returned);
          if (ended) {
            return;
          }
          if (n <= 0) {
            fail(new IllegalArgumentException("n: " + n + " (expected: > 0)"));
            return;
          }
          demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
          connection.bodyWanted();
        });
  }

  @Override
  public void cancel() {
    connection.onLoop(this::abandon);
  }

  /** Leaves the rest unread. */
  void abandon() {
    ended = true;
    subscriber = null;
    release(Integer.MAX_VALUE);
  }

  boolean isComplete() {
    return decoder.isComplete() && (ended || subscriber == null);
  }

  /** Says whether the rest will not be read by anybody, or cannot be. */
  boolean isAbandoned() {
    return !decoder.isComplete() && (ended || subscriber == null);
  }

  /** Says whether the subscriber waits for bytes that the socket has to bring. */
  boolean isStarving() {
    return !ended && demand > 0 && !decoder.isComplete();
  }

  @Nullable SignalboxException failure() {
    return failure;
  }

  /** Delivers what is in the input as far as there is demand. */
  void pump(InputQueue input) {
    while (isStarving() && subscriber != null && !input.isEmpty()) {
      deliver(subscriber, input);
    }
    if (!ended && decoder.isComplete() && subscriber != null) {
      Flow.Subscriber<? super List<ByteBuffer>> last = subscriber;
      ended = true;
      last.onComplete();
      release(Integer.MAX_VALUE);
    }
  }

  private void deliver(Flow.Subscriber<? super List<ByteBuffer>> target, InputQueue input) {
    List<ByteBuffer> views = new ArrayList<>(input.size());
    items++;
    SignalboxException malformed = take(input, views);
    if (!views.isEmpty()) {
      demand--;
      target.onNext(views);
      delivered = items;
    }
    if (malformed != null) {
      failed(malformed);
    }
  }

  private @Nullable SignalboxException take(InputQueue input, List<ByteBuffer> views) {
    while (!input.isEmpty()) {
      ByteBuffer unread = input.first();
      try {
        decoder.decode(unread, views);
      } catch (SignalboxException e) {
        lent.add(new Lent(input.retainFirst(), items));
        return e;
      }
      if (unread.hasRemaining()) {
        // The end of the body, or of what one item may hold.
        lent.add(new Lent(input.retainFirst(), items));
        return null;
      }
      lent.add(new Lent(input.removeFirst(), items));
    }
    return null;
  }

  /** Ends the body with an error, unless it has ended. */
  void failed(SignalboxException reason) {
    if (!ended) {
      failure = reason;
      fail(reason);
    }
  }

  private void fail(Throwable reason) {
    ended = true;
    Flow.Subscriber<? super List<ByteBuffer>> last = subscriber;
    if (last != null) {
      last.onError(reason);
    }
    release(Integer.MAX_VALUE);
  }

  private void release(int upToItem) {
    while (!lent.isEmpty() && lent.getFirst().item() <= upToItem) {
      lent.removeFirst().buffer().release();
    }
  }

  static SignalboxException connectionGone() {
    return new SignalboxException(RequestError.BAD_BODY, "the body ended early");
  }
}
