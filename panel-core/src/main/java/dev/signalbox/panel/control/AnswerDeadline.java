package dev.signalbox.panel.control;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.panel.node.NodeError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a daemon has for the whole answer to a small operation. */
record AnswerDeadline(Duration time) {
  AnswerDeadline {
    requireNonNull(time, "time");
  }

  /**
   * Returns the same answer, or {@code daemon.timeout} where it does not come in time; one that
   * comes later is let go.
   *
   * @param giveUp ends what is under way, when the time is over
   */
  <T extends HttpReply> CompletionStage<T> hold(CompletionStage<T> answer, Runnable giveUp) {
    CompletableFuture<T> held = new CompletableFuture<>();
    answer.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            held.completeExceptionally(failure);
          } else if (!held.complete(reply) && reply instanceof HttpResponse late) {
            late.body().release();
          }
        });
    return held.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure -> {
              if (!(failure instanceof TimeoutException)) {
                return CompletableFuture.failedStage(failure);
              }
              giveUp.run();
              return CompletableFuture.failedStage(timeout());
            });
  }

  private SignalboxException timeout() {
    return new SignalboxException(
        NodeError.TIMEOUT,
        "the daemon did not answer within "
            + time.toSeconds()
            + " s; what was asked may be done all the same");
  }
}
