package dev.signalbox.daemon.transfer;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.routing.BodyToChannel;
import dev.signalbox.daemon.file.StagedFile;
import dev.signalbox.daemon.file.WriteCondition;
import dev.signalbox.daemon.file.WrittenFile;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One body on its way into a file. */
final class Upload {
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final AtomicReference<@Nullable CompletableFuture<Long>> copying =
      new AtomicReference<>();
  private final StagedFile staged;
  private final WriteCondition condition;
  private final Runnable afterwards;
  private volatile boolean ended;

  Upload(StagedFile staged, WriteCondition condition, Runnable afterwards) {
    this.staged = staged;
    this.condition = condition;
    this.afterwards = afterwards;
  }

  boolean isOpen() {
    return !reply.isDone();
  }

  /** Ends it from our side; the old file stays unless the new one is being put in place. */
  void end() {
    ended = true;
    CompletableFuture<Long> running = copying.get();
    if (running != null) {
      running.cancel(false);
    }
  }

  CompletionStage<HttpReply> run(RequestBody body, Executor workers) {
    CompletableFuture<Long> running =
        BodyToChannel.copy(body, new StagedChannel(staged), Long.MAX_VALUE, workers)
            .toCompletableFuture();
    copying.set(running);
    if (ended) {
      running.cancel(false);
    }
    CompletionStage<Long> copied = running;
    copied.whenComplete((bytes, failure) -> finish(failure));
    CompletionStage<HttpReply> answered = reply;
    answered.whenComplete(
        (value, failure) -> {
          if (failure instanceof CancellationException) {
            end(); // the client is gone
          }
        });
    return reply;
  }

  private void finish(@Nullable Throwable failure) {
    Throwable fault = failure;
    @Nullable HttpReply answer = null;
    try (staged) {
      if (fault == null) {
        answer = answer(staged.commit(condition));
      }
    } catch (RuntimeException e) {
      fault = e;
    }
    afterwards.run();
    if (answer != null) {
      reply.complete(answer);
    } else if (fault != null) {
      reply.completeExceptionally(meaning(fault));
    }
  }

  private Throwable meaning(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof CancellationException
        ? new SignalboxException(
            FileError.UNAVAILABLE, "The upload was ended; ask for a new ticket.")
        : cause;
  }

  private static HttpReply answer(WrittenFile written) {
    int status = written.outcome() == WrittenFile.Outcome.CREATED ? 201 : 204;
    return HttpResponse.of(status).with("ETag", written.version().etag());
  }

  /** A channel's face of a staged file, whose own failures say more than an {@code IOException}. */
  private record StagedChannel(StagedFile staged) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      int count = bytes.remaining();
      staged.write(bytes);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
