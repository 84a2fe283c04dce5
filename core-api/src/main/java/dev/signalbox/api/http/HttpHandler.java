package dev.signalbox.api.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers requests: a server, the link, the relay and an in-process call are all of this type.
 *
 * <p>Called on an I/O thread and must not block. A failure of the returned stage, or an exception
 * thrown, is a fault of the handler: the transport answers 500 without a body, or closes the
 * connection where the head has gone out.
 *
 * <p>The caller may cancel the returned stage ({@code toCompletableFuture().cancel}) when the
 * client is gone; that is best effort, since some engines see a reset connection only at the next
 * read or write, and one that is merely closed looks like one whose client waits for the reply.
 */
@FunctionalInterface
public interface HttpHandler {
  CompletionStage<HttpReply> handle(HttpRequest request);
}
