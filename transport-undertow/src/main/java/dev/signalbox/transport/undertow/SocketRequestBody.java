package dev.signalbox.transport.undertow;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.transport.wire.BodyDecoder;
import dev.signalbox.api.transport.wire.RefusedSubscription;
import io.undertow.connector.PooledByteBuffer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** A request body that reads from the socket what its subscriber asks for and nothing beyond. */
final class SocketRequestBody implements RequestBody {
  private static final Logger log = LoggerFactory.getLogger(SocketRequestBody.class);

  /** Items signalled at a stretch before other connections get their turn. */
  private static final int TURN_ITEMS = 16;

  /** Read at once to see whether an ignored body has come already. */
  private static final int DRAIN_BYTES = 64 * 1024;

  private final ServerExchange exchange;
  private final ClientConnection client;
  private final ConduitStreamSourceChannel source;
  private final OptionalLong length;
  private final BodyDecoder decoder;
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private final AtomicLong demand = new AtomicLong();
  private final LentBuffers lent = new LentBuffers();
  private volatile boolean cancelled;

  // The rest belongs to the I/O thread.
  private Flow.@Nullable Subscriber<? super List<ByteBuffer>> subscriber;
  private boolean pumping;
  private boolean ended;
  private @Nullable Throwable reason;

  SocketRequestBody(ServerExchange exchange, OptionalLong length) {
    this.exchange = exchange;
    this.client = exchange.client();
    this.source = client.connection().getSourceChannel();
    this.length = length;
    this.decoder = new BodyDecoder(length);
  }

  @Override
  public OptionalLong length() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> newSubscriber) {
    requireNonNull(newSubscriber, "subscriber");
    if (!subscribed.compareAndSet(false, true)) {
      RefusedSubscription.refuse(
          newSubscriber, new IllegalStateException("the body has a subscriber already"));
      return;
    }
    newSubscriber.onSubscribe(new Demand());
    runOrFail(newSubscriber, () -> attach(newSubscriber));
  }

  private void attach(Flow.Subscriber<? super List<ByteBuffer>> newSubscriber) {
    if (cancelled) {
      return;
    }
    if (ended) {
      newSubscriber.onError(reason == null ? gone() : reason);
      return;
    }
    subscriber = newSubscriber;
    pump();
  }

  private void runOrFail(Flow.Subscriber<?> failing, Runnable task) {
    try {
      client.run(task);
    } catch (RejectedExecutionException e) {
      failing.onError(gone());
    }
  }

  private static SignalboxException gone() {
    return new SignalboxException(RequestError.BAD_BODY, "the connection is closed");
  }

  /** Says whether every byte of the body was read. */
  boolean isComplete() {
    return decoder.isComplete();
  }

  /** Says whether somebody may still read on. */
  boolean isWanted() {
    return subscribed.get() && !cancelled && !ended;
  }

  /** Returns why the body ended early, where it did. */
  @Nullable Throwable failure() {
    return reason;
  }

  /** Reads what has come already of a body that nobody wants, so that the connection can stay. */
  void drainArrived() {
    if (ended) {
      return;
    }
    ended = true;
    try (PooledByteBuffer pooled = client.server().transferBuffers().allocate()) {
      int total = 0;
      int read = 1;
      while (read > 0 && total < DRAIN_BYTES && !decoder.isComplete()) {
        read = read(pooled.getBuffer().clear(), new ArrayList<>());
        total += read;
      }
    } catch (IOException | SignalboxException e) {
      // What is left of the connection tells it to the reply.
    }
  }

  /** Ends the body for whoever still reads it. */
  void fail(Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    reason = failure;
    source.suspendReads();
    client.readDeadline().clear();
    lent.abandon();
    Flow.Subscriber<? super List<ByteBuffer>> current = subscriber;
    subscriber = null;
    if (current != null && !cancelled) {
      current.onError(failure);
    }
    exchange.bodyFailed();
    exchange.bodyEnded();
  }

  void connectionClosed() {
    fail(gone());
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      int items = 0;
      while (!ended && subscriber != null) {
        lent.releaseReturned();
        if (cancelled) {
          cancelNow();
        } else if (demand.get() == 0) {
          source.suspendReads();
          client.readDeadline().clear();
          return;
        } else if (!exchange.sendContinue(this::pump)) {
          return;
        } else if (items++ == TURN_ITEMS) {
          client.thread().execute(this::pump);
          return;
        } else if (!deliver()) {
          return;
        }
      }
      lent.releaseReturned();
    } catch (RuntimeException e) {
      log.error("body subscriber failed", e);
      subscriberFailed(e);
    } finally {
      pumping = false;
    }
  }

  /** Nobody is left to read: the reply, where there is none yet, is ours to give. */
  private void subscriberFailed(RuntimeException failure) {
    if (!ended) {
      ended = true;
      reason = failure;
      subscriber = null;
      source.suspendReads();
      client.readDeadline().clear();
      lent.abandon();
      exchange.bodyEnded();
    }
    exchange.subscriberFailed();
  }

  private void cancelNow() {
    ended = true;
    subscriber = null;
    source.suspendReads();
    client.readDeadline().clear();
    releaseAll();
    exchange.bodyEnded();
  }

  /** Reads one item; returns false where reading has to wait or is over. */
  private boolean deliver() {
    PooledByteBuffer pooled = client.server().transferBuffers().allocate();
    List<ByteBuffer> data = new ArrayList<>(1);
    int read;
    try {
      read = read(pooled.getBuffer(), data);
    } catch (IOException e) {
      pooled.close();
      client.close();
      return false;
    } catch (SignalboxException e) {
      pooled.close();
      fail(e);
      return false;
    }
    if (data.isEmpty()) {
      pooled.close();
      if (decoder.isComplete()) {
        complete();
        return false;
      }
      if (read == 0) {
        client.readDeadline().set(client.limits().bodyTimeout(), exchange::bodyTimedOut);
        source.setReadListener(ignored -> pump());
        source.resumeReads();
        return false;
      }
      return true;
    }
    demand.decrementAndGet();
    lent.lend(pooled);
    client.readDeadline().clear();
    requireNonNull(subscriber).onNext(data);
    lent.delivered();
    if (decoder.isComplete() && !ended) {
      complete();
    }
    return !ended;
  }

  /**
   * Reads as much as has come and finds the body's bytes in it: TLS gives a record at a time.
   *
   * @return the number of bytes read, framing included
   */
  private int read(ByteBuffer buffer, List<ByteBuffer> data) throws IOException {
    HeadGate gate = client.gate();
    buffer.limit(decoder.readable(buffer.capacity()));
    while (buffer.hasRemaining()) {
      int read = gate.read(buffer);
      if (read < 0) {
        throw new EOFException();
      }
      if (read == 0) {
        break;
      }
    }
    buffer.flip();
    int total = buffer.remaining();
    decoder.decode(buffer, data);
    gate.unread(buffer);
    return total;
  }

  private void complete() {
    ended = true;
    source.suspendReads();
    client.readDeadline().clear();
    Flow.Subscriber<? super List<ByteBuffer>> current = requireNonNull(subscriber);
    subscriber = null;
    if (!cancelled) {
      current.onComplete();
    }
    exchange.bodyEnded();
  }

  /**
   * Takes back what is still lent. At the end of a body that waits for the end of the exchange: the
   * subscriber may have handed its last item to another thread.
   */
  void releaseAll() {
    lent.releaseAll();
  }

  private void badDemand(long n) {
    fail(new IllegalArgumentException("n: " + n + " (expected: > 0)"));
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long n) {
      if (n <= 0) {
        tryRun(() -> badDemand(n));
        return;
      }
      lent.noteRequest();
      demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
      tryRun(SocketRequestBody.this::pump);
    }

    @Override
    public void cancel() {
      cancelled = true;
      tryRun(SocketRequestBody.this::pump);
    }

    private void tryRun(Runnable task) {
      try {
        client.run(task);
      } catch (RejectedExecutionException e) {
        // The server has ended, and with it the connection told the subscriber.
      }
    }
  }
}
