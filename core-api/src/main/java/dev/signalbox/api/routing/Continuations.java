package dev.signalbox.api.routing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Moves the outcome of a stage to another thread. */
final class Continuations {
  private Continuations() {}

  /** Returns a stage with the same outcome that completes on the executor. */
  static <T> CompletableFuture<T> on(Executor executor, CompletionStage<T> stage) {
    CompletableFuture<T> moved = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          Runnable complete =
              () -> {
                if (failure != null) {
                  moved.completeExceptionally(unwrapped(failure));
                } else {
                  moved.complete(value);
                }
              };
          try {
            executor.execute(complete);
          } catch (RejectedExecutionException e) {
            // The executor has stopped, and whoever waits must learn of it all the same.
            moved.completeExceptionally(e);
          }
        });
    return moved;
  }

  static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException
            || cause instanceof java.util.concurrent.ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
