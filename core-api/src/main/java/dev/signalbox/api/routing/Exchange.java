package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** One request's way back: the reply that the transport waits for, and whether it still does. */
final class Exchange {
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> abandoned = new CompletableFuture<>();
  private final Executor workers;

  Exchange(Executor workers) {
    this.workers = workers;
    CompletionStage<HttpReply> outcome = reply;
    outcome.whenComplete(
        (value, failure) -> {
          if (failure instanceof CancellationException) {
            abandon();
          }
        });
  }

  CompletionStage<HttpReply> reply() {
    return reply;
  }

  Executor workers() {
    return workers;
  }

  /** Completes on a worker when the transport cancels the reply, else never. */
  CompletionStage<Void> abandoned() {
    return abandoned;
  }

  void answer(CompletionStage<HttpReply> stage) {
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            fail(failure);
          } else {
            complete(value);
          }
        });
  }

  void fail(Throwable failure) {
    reply.completeExceptionally(failure);
  }

  void complete(HttpReply value) {
    HttpReply outgoing =
        value instanceof WebSocketUpgrade upgrade
            ? upgrade.withListener(new WorkerListener(upgrade.listener(), workers))
            : value;
    if (!reply.complete(outgoing) && value instanceof HttpResponse response) {
      response.body().release();
    }
  }

  private void abandon() {
    try {
      workers.execute(() -> abandoned.complete(null));
    } catch (RejectedExecutionException e) {
      abandoned.complete(null);
    }
  }
}
