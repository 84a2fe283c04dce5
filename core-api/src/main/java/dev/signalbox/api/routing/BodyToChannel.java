package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Writes a request body to a channel as fast as the channel takes it. */
public final class BodyToChannel {
  private BodyToChannel() {}

  /**
   * Copies a body to its end. Writes happen on the executor and may block; the next item is asked
   * for when one is written, so no more than one is ever held. The channel is not closed.
   *
   * @param maxBytes how many bytes may come; a body that says beforehand that it is larger is not
   *     begun
   * @param executor where writes happen and the stage completes
   * @return the number of bytes; fails with {@code request.body-too-large}, with {@code
   *     request.bad-body} where the body breaks off, or with the channel's {@code IOException}. No
   *     write follows its completion, unless it is cancelled: that ends the copying soon after
   */
  public static CompletionStage<Long> copy(
      RequestBody body, WritableByteChannel channel, long maxBytes, Executor executor) {
    if (body.length().orElse(0) > maxBytes) {
      return CompletableFuture.failedStage(BodyBytes.tooLarge(maxBytes));
    }
    Copier copier = new Copier(channel, maxBytes, new SerialExecutor(executor));
    body.subscribe(copier);
    return copier.result();
  }

  private static final class Copier implements Flow.Subscriber<List<ByteBuffer>> {
    private final CompletableFuture<Long> result = new CompletableFuture<>();
    private final WritableByteChannel channel;
    private final long maxBytes;
    private final SerialExecutor serial;
    private volatile Flow.@Nullable Subscription subscription;
    private long written;

    Copier(WritableByteChannel channel, long maxBytes, SerialExecutor serial) {
      this.channel = channel;
      this.maxBytes = maxBytes;
      this.serial = serial;
    }

    CompletionStage<Long> result() {
      CompletionStage<Long> outcome = result;
      outcome.whenComplete(
          (bytes, failure) -> {
            Flow.Subscription begun = subscription;
            if (failure instanceof CancellationException && begun != null) {
              begun.cancel();
            }
          });
      return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      if (result.isDone()) {
        given.cancel();
      } else {
        given.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      // The end of the body may take the lent buffers back while the write still waits its turn.
      ByteBuffer copy = joined(item);
      later(() -> write(copy));
    }

    @Override
    public void onError(Throwable failure) {
      later(() -> result.completeExceptionally(BodyBytes.broken(failure)));
    }

    @Override
    public void onComplete() {
      later(() -> result.complete(written));
    }

    private void later(Runnable task) {
      try {
        serial.execute(task);
      } catch (RejectedExecutionException e) {
        fail(e);
      }
    }

    private void write(ByteBuffer bytes) {
      if (result.isDone()) {
        return;
      }
      if (bytes.remaining() > maxBytes - written) {
        fail(BodyBytes.tooLarge(maxBytes));
        return;
      }
      try {
        while (bytes.hasRemaining()) {
          written += channel.write(bytes);
        }
        source().request(1);
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    private void fail(Throwable failure) {
      source().cancel();
      result.completeExceptionally(failure);
    }

    private Flow.Subscription source() {
      return requireNonNull(subscription, "subscription");
    }

    private static ByteBuffer joined(List<ByteBuffer> item) {
      int size = 0;
      for (ByteBuffer buffer : item) {
        size += buffer.remaining();
      }
      ByteBuffer copy = ByteBuffer.allocate(size);
      for (ByteBuffer buffer : item) {
        copy.put(buffer.duplicate());
      }
      return copy.flip();
    }
  }
}
