package dev.signalbox.panel.control;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.panel.node.NodeError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Gathers the body of a daemon's answer in memory, up to a limit. */
final class AnswerBytes implements Flow.Subscriber<ByteBuffer> {
  private final int maxBytes;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean cancelled;

  AnswerBytes(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Fails with {@code daemon.bad-answer} where there is more, where it breaks off, or where it is a
   * file. Only once.
   */
  CompletionStage<byte[]> read(ResponseBody body) {
    if (body instanceof ResponseBody.Empty) {
      onComplete();
    } else if (body instanceof ResponseBody.Bytes inMemory) {
      take(inMemory.buffer());
      onComplete();
    } else if (body instanceof ResponseBody.Stream stream) {
      stream.publisher().subscribe(this);
    } else {
      body.release();
      refuse("the daemon answered a file to a small operation");
    }
    return result;
  }

  /** Reads no more; from any thread, also before anything is read. */
  void cancel() {
    cancelled = true;
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (cancelled) {
      given.cancel();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(ByteBuffer item) {
    take(item);
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(
        new SignalboxException(NodeError.BAD_ANSWER, "the daemon's answer broke off", failure));
  }

  @Override
  public void onComplete() {
    result.complete(bytes.toByteArray());
  }

  private void take(ByteBuffer buffer) {
    if (result.isDone()) {
      return;
    }
    if (buffer.remaining() > maxBytes - bytes.size()) {
      cancel();
      refuse("the daemon's answer is larger than " + maxBytes + " bytes");
      return;
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    bytes.writeBytes(copy);
  }

  private void refuse(String why) {
    result.completeExceptionally(new SignalboxException(NodeError.BAD_ANSWER, why));
  }
}
