package dev.signalbox.api.routing;

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

  private static Filter.Next safe(RouteHandler step) {
    return request -> {
      CompletionStage<HttpReply> reply;
      try {
        reply = step.handle(request);
      } catch (Throwable e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        return Problems.answer(request, e).asStage();
      }
      return reply.exceptionally(failure -> Problems.answer(request, failure));
    };
  }
}
