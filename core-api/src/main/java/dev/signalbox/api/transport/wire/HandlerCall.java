package dev.signalbox.api.transport.wire;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a handler, of which exactly one reply comes, unless it is cancelled first: a failure,
 * an exception and null are answered for the handler. A reply that comes too late is released.
 *
 * <p>For the connection's I/O thread only.
 */
public final class HandlerCall {
  private static final Logger log = LoggerFactory.getLogger(HandlerCall.class);

  private final HttpRequest request;
  private final Executor ioThread;
  private final Supplier<@Nullable SignalboxException> bodyFault;
  private final Consumer<HttpReply> outcome;
  private @Nullable CompletionStage<HttpReply> stage;
  private boolean settled;

  /**
   * Plans a call.
   *
   * @param ioThread runs a task on the I/O thread, at once where this is it, or throws {@code
   *     RejectedExecutionException} where that thread has ended
   * @param bodyFault gives why the request's body has failed, or null: where the handler fails as
   *     well, that is what is answered
   * @param outcome takes the reply, on the I/O thread and once at most
   */
  public HandlerCall(
      HttpRequest request,
      Executor ioThread,
      Supplier<@Nullable SignalboxException> bodyFault,
      Consumer<HttpReply> outcome) {
    this.request = requireNonNull(request, "request");
    this.ioThread = requireNonNull(ioThread, "ioThread");
    this.bodyFault = requireNonNull(bodyFault, "bodyFault");
    this.outcome = requireNonNull(outcome, "outcome");
  }

  /** Calls the handler; its reply may come before this returns. */
  public void begin(HttpHandler handler) {
    CompletionStage<HttpReply> called;
    try {
      called = requireNonNull(handler.handle(request), "stage");
    } catch (RuntimeException | Error failure) {
      replied(null, failure);
      return;
    }
    stage = called;
    called.whenComplete(
        (reply, failure) -> {
          try {
            ioThread.execute(() -> replied(reply, failure));
          } catch (RejectedExecutionException e) {
            release(reply);
          }
        });
  }

  /** Says whether neither a reply has come nor the call was cancelled. */
  public boolean isWaiting() {
    return !settled;
  }

  /** Answers for a handler that has not, and cancels it; does nothing where there is a reply. */
  public void giveUp() {
    if (!settled) {
      settled = true;
      outcome.accept(instead(null));
      cancelStage();
    }
  }

  /** Cancels the handler since nobody waits for a reply; does nothing where there is one. */
  public void cancel() {
    if (!settled) {
      settled = true;
      cancelStage();
    }
  }

  private void cancelStage() {
    CompletionStage<HttpReply> current = stage;
    if (current == null) {
      return;
    }
    try {
      current.toCompletableFuture().cancel(true);
    } catch (UnsupportedOperationException e) {
      log.debug("handler's stage cannot be cancelled", e);
    }
  }

  private void replied(@Nullable HttpReply reply, @Nullable Throwable failure) {
    if (settled) {
      release(reply);
      return;
    }
    settled = true;
    if (reply == null || failure != null) {
      Throwable cause = failure == null ? new NullPointerException("reply") : failure;
      outcome.accept(instead(cause));
    } else {
      outcome.accept(reply);
    }
  }

  private HttpResponse instead(@Nullable Throwable failure) {
    SignalboxException fault = bodyFault.get();
    if (fault != null) {
      return HttpResponse.of(fault.code().kind().status());
    }
    if (failure != null) {
      log.error("handler failed method={}", request.method(), failure);
    }
    return HttpResponse.of(500);
  }

  /** Releases the body of a reply that is not sent. */
  public static void release(@Nullable HttpReply reply) {
    if (reply instanceof HttpResponse response) {
      release(response.body());
    }
  }

  /** Releases a body that is not sent, and lets nothing pass that its release throws. */
  public static void release(ResponseBody body) {
    try {
      body.release();
    } catch (RuntimeException e) {
      log.warn("response body not released", e);
    }
  }
}
