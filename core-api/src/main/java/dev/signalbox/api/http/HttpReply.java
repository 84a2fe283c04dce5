package dev.signalbox.api.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a handler answers: a response, or the switch to a WebSocket. */
public sealed interface HttpReply permits HttpResponse, WebSocketUpgrade {
  /** Returns the header fields. */
  HttpHeaders headers();

  /** Returns the same reply with other header fields. */
  HttpReply withHeaders(HttpHeaders changed);

  /** Returns a stage that is already completed with this reply. */
  default CompletionStage<HttpReply> asStage() {
    return CompletableFuture.completedStage(this);
  }
}
