package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Filters around a handler; at each step a failure becomes a problem reply. */
final class Chain {
  private Chain() {}

  static Filter.Next of(List<Filter> filters, RouteHandler handler) {
    Filter.Next next = safe(handler);
    for (int i = filters.size() - 1; i >= 0; i--) {
      Filter filter = filters.get(i);
      Filter.Next behind = next;
      next = safe(request -> filter.apply(request, behind));
    }
    return next;
  }

  /** Returns a handler whose stage is cancelled when nobody waits for the reply any more. */
  static RouteHandler cancellable(RouteHandler handler) {
    return request -> {
      CompletionStage<HttpReply> reply = handler.handle(request);
      request.abandoned().thenRun(() -> reply.toCompletableFuture().cancel(false));
      return reply;
    };
  }

  private static Filter.Next safe(RouteHandler step) {
    return request -> {
      try {
        return step.handle(request)
            .thenApply(reply -> requireNonNull(reply, "reply"))
            .exceptionally(failure -> Problems.answer(request, failure));
      } catch (Throwable e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        return Problems.answer(request, e).asStage();
      }
    };
  }
}
