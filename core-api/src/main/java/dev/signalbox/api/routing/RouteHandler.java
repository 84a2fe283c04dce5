package dev.signalbox.api.routing;

import dev.signalbox.api.http.HttpReply;
import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of one route.
 *
 * <p>Called on a worker thread, where it may block, but for the stages of the request itself: these
 * complete on a worker too, and where workers are few a handler that sits and waits for one may
 * keep it from coming. What it throws, and what its stage fails with, becomes a problem reply. The
 * stage is cancelled when the client is gone; an open body that comes after that is released.
 */
@FunctionalInterface
public interface RouteHandler {
  CompletionStage<HttpReply> handle(RoutedRequest request) throws Exception;
}
