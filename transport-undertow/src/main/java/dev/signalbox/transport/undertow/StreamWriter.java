package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.ResponseBody;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes what a publisher makes. It asks for a few items at a time, and for more only when all of
 * them are written, since the publisher may reuse its buffers from then on.
 */
final class StreamWriter extends ResponseWriter implements Flow.Subscriber<ByteBuffer> {
  private static final int BATCH = 4;

  private final Flow.Publisher<ByteBuffer> publisher;
  private final OptionalLong length;
  private final ArrayDeque<ByteBuffer> items = new ArrayDeque<>(BATCH);
  private Flow.@Nullable Subscription subscription;
  private int awaited;
  private long taken;
  private boolean complete;
  private boolean failed;
  private boolean freed;

  StreamWriter(ServerExchange exchange, ResponseBody.Stream stream) {
    super(exchange);
    this.publisher = stream.publisher();
    this.length = stream.length();
  }

  @Override
  void start() {
    advance();
    publisher.subscribe(this);
  }

  @Override
  boolean writeSome(StreamSinkChannel sink) throws IOException {
    if (failed) {
      throw new IOException("the publisher failed");
    }
    if (length.isPresent() && taken > length.getAsLong()) {
      throw new IOException("more bytes than promised");
    }
    while (!items.isEmpty()) {
      ByteBuffer item = items.element();
      if (item.hasRemaining() && sink.write(item) == 0) {
        awaitSocket();
        return false;
      }
      if (!item.hasRemaining()) {
        items.remove();
      }
    }
    if (length.isPresent() && taken == length.getAsLong()) {
      return true;
    }
    if (complete) {
      if (length.isPresent()) {
        throw new EOFException();
      }
      return true;
    }
    pause();
    Flow.Subscription current = subscription;
    if (awaited == 0 && current != null) {
      awaited = BATCH;
      current.request(BATCH);
    }
    return false;
  }

  @Override
  void free() {
    freed = true;
    items.clear();
    Flow.Subscription current = subscription;
    if (current != null && !complete && !failed) {
      current.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    run(
        () -> {
          subscription = newSubscription;
          if (freed) {
            newSubscription.cancel();
          } else {
            advance();
          }
        });
  }

  @Override
  public void onNext(ByteBuffer item) {
    ByteBuffer own = item.duplicate();
    run(
        () -> {
          if (!freed) {
            awaited--;
            taken += own.remaining();
            items.add(own);
            advance();
          }
        });
  }

  @Override
  public void onError(Throwable failure) {
    run(
        () -> {
          failed = true;
          advance();
        });
  }

  @Override
  public void onComplete() {
    run(
        () -> {
          complete = true;
          advance();
        });
  }

  /** Behind what was given before, even on the I/O thread: signals come from it and others. */
  private void run(Runnable task) {
    try {
      exchange().client().thread().execute(task);
    } catch (RejectedExecutionException e) {
      // The server has ended, and the publisher was told when the connection closed.
    }
  }
}
