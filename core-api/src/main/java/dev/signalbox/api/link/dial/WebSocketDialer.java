package dev.signalbox.api.link.dial;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** Opens WebSockets as a client. */
public final class WebSocketDialer implements AutoCloseable {
  private final SSLContext tls;
  private final Executor executor;

  public WebSocketDialer(SSLContext tls, Executor executor) {
    this.tls = requireNonNull(tls, "tls");
    this.executor = requireNonNull(executor, "executor");
  }

  public CompletionStage<WebSocketSession> dial(
      URI target,
      String subprotocol,
      HttpHeaders headers,
      WebSocketLimits limits,
      WebSocketListener listener) {
    return CompletableFuture.failedStage(
        new DialException(DialException.Kind.OTHER, target + " with " + tls + " on " + executor));
  }

  @Override
  public void close() {}
}
