package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpReply;
import java.util.concurrent.CompletionStage;

/**
 * Stands in front of routes: may answer by itself, change the request, or change the reply.
 *
 * <p>Called on a worker thread, where it may block. What it throws, and what its stage fails with,
 * becomes a problem reply.
 */
@FunctionalInterface
public interface Filter {
  CompletionStage<HttpReply> apply(RoutedRequest request, Next next) throws Exception;

  /** What stands behind a filter. */
  @FunctionalInterface
  interface Next {
    /**
     * Passes the request on. Never throws and never fails: a failure behind is already a problem
     * reply. A filter that answers something else instead releases the body of the reply it got.
     */
    CompletionStage<HttpReply> handle(RoutedRequest request);
  }
}
