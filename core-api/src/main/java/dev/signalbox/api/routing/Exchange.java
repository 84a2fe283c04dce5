package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The reply that a transport waits for; a cancelled one cancels what is behind it. */
final class Exchange {
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private final Executor workers;

  Exchange(Executor workers) {
    this.workers = workers;
  }

  CompletionStage<HttpReply> reply() {
    return reply;
  }

  void answer(CompletionStage<HttpReply> stage) {
    cancelWith(stage);
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            reply.completeExceptionally(failure);
          } else {
            complete(value);
          }
        });
  }

  private void cancelWith(CompletionStage<HttpReply> stage) {
    CompletionStage<HttpReply> outcome = reply;
    outcome.whenComplete(
        (done, failure) -> {
          if (failure instanceof CancellationException) {
            stage.toCompletableFuture().cancel(false);
          }
        });
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
}
