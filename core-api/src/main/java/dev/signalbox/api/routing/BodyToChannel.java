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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Writes a request body to a channel as fast as the channel takes it. */
public final class BodyToChannel {
  /**
   * With so much waiting to be written, nothing more is asked for. Then it is the writer that asks,
   * and waking the I/O thread costs as much as writing 64 KiB does: not after each item. Measured
   * in steps from 64 KiB, uploads were as fast as they get at 1 MiB.
   */
  private static final int ENOUGH_BYTES = 1024 * 1024;

  private static final int WRITE_BYTES = 128 * 1024;

  private BodyToChannel() {}

  /**
   * Copies a body to its end. Writes happen on the executor and may block. The next item is asked
   * for while an earlier one is written, so that socket and disk work at the same time; what is
   * held is at most twice as much as 1 MiB and an item. The channel is not closed.
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
    private final ReentrantLock lock = new ReentrantLock();
    private final WritableByteChannel channel;
    private final long maxBytes;
    private final SerialExecutor serial;
    private volatile Flow.@Nullable Subscription subscription;

    // Under the lock: what came and waits to be written, and whether a write and an item are due.
    private ByteBuffer waiting = ByteBuffer.allocate(0);
    private boolean writing;
    private boolean asked;

    /** The body's signals come one after the other, so this needs no lock. */
    private long received;

    /** The writer's own, in turn with the other. */
    private ByteBuffer spare = ByteBuffer.allocate(0);

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
      long size = item.stream().mapToLong(ByteBuffer::remaining).sum();
      if (size > maxBytes - received) {
        source().cancel();
        later(() -> result.completeExceptionally(BodyBytes.tooLarge(maxBytes)));
        return;
      }
      received += size;
      boolean idle;
      boolean more;
      lock.lock();
      try {
        // The end of the body may take the lent buffers back while the write still waits its turn.
        append(item, (int) size);
        idle = !writing;
        writing = true;
        more = waiting.position() < ENOUGH_BYTES;
        asked = more;
      } finally {
        lock.unlock();
      }
      if (idle) {
        later(this::write);
      }
      if (more) {
        source().request(1);
      }
    }

    private void append(List<ByteBuffer> item, int size) {
      if (waiting.remaining() < size) {
        int needed = waiting.position() + size;
        // Small bodies take what they need; from the second item on there is room for some.
        int capacity = waiting.position() == 0 ? needed : Math.max(needed, ENOUGH_BYTES);
        waiting = ByteBuffer.allocate(capacity).put(waiting.flip());
      }
      for (ByteBuffer buffer : item) {
        waiting.put(buffer.duplicate());
      }
    }

    @Override
    public void onError(Throwable failure) {
      later(() -> result.completeExceptionally(BodyBytes.broken(failure)));
    }

    @Override
    public void onComplete() {
      later(() -> result.complete(received));
    }

    private void later(Runnable task) {
      try {
        serial.execute(task);
      } catch (RejectedExecutionException e) {
        fail(e);
      }
    }

    private void write() {
      try {
        for (ByteBuffer bytes = next(); bytes != null; bytes = next()) {
          write(bytes);
        }
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    /** Takes what came, and lets more come meanwhile. */
    private @Nullable ByteBuffer next() {
      boolean more;
      ByteBuffer bytes;
      lock.lock();
      try {
        if (waiting.position() == 0 || result.isDone()) {
          writing = false;
        }
        bytes = waiting.flip();
        waiting = spare.clear();
        spare = bytes;
        more = !asked;
        asked = true;
      } finally {
        lock.unlock();
      }
      if (result.isDone()) {
        return null;
      }
      if (more) {
        source().request(1);
      }
      return bytes.hasRemaining() ? bytes : null;
    }

    /** In pieces: for each thread the JDK keeps a direct buffer as large as the largest write. */
    private void write(ByteBuffer bytes) throws IOException {
      int end = bytes.limit();
      while (bytes.position() < end && !result.isDone()) {
        bytes.limit(Math.min(end, bytes.position() + WRITE_BYTES));
        channel.write(bytes);
      }
    }

    private void fail(Throwable failure) {
      source().cancel();
      result.completeExceptionally(failure);
    }

    private Flow.Subscription source() {
      return requireNonNull(subscription, "subscription");
    }
  }
}
