package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Gathers a request body in memory, up to a limit. */
public final class BodyBytes {
  private BodyBytes() {}

  /**
   * Reads a body to its end. A body that says beforehand that it is too large is not begun.
   *
   * @param executor where the stage completes
   * @return a stage that fails with {@code request.body-too-large} beyond {@code maxBytes}, or with
   *     {@code request.bad-body} where the body breaks off
   */
  public static CompletionStage<byte[]> read(RequestBody body, int maxBytes, Executor executor) {
    if (body.length().orElse(0) > maxBytes) {
      return CompletableFuture.failedStage(tooLarge(maxBytes));
    }
    Gatherer gatherer = new Gatherer(maxBytes);
    body.subscribe(gatherer);
    return Continuations.on(executor, gatherer.result);
  }

  static SignalboxException tooLarge(long maxBytes) {
    return new SignalboxException(
        RequestError.BODY_TOO_LARGE, "the body is larger than " + maxBytes + " bytes");
  }

  /** Leaves a coded failure as it is; any other means that the body broke off. */
  static SignalboxException broken(Throwable failure) {
    return failure instanceof SignalboxException coded
        ? coded
        : new SignalboxException(RequestError.BAD_BODY, "the body broke off", failure);
  }

  private static final class Gatherer implements Flow.Subscriber<List<ByteBuffer>> {
    final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    Gatherer(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      Flow.Subscription source = requireNonNull(subscription, "subscription");
      for (ByteBuffer buffer : item) {
        if (buffer.remaining() > maxBytes - bytes.size()) {
          source.cancel();
          result.completeExceptionally(tooLarge(maxBytes));
          return;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        bytes.writeBytes(copy);
      }
      source.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      result.completeExceptionally(broken(failure));
    }

    @Override
    public void onComplete() {
      result.complete(bytes.toByteArray());
    }
  }
}
