package dev.signalbox.api.routing;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Takes the base off the path of a request; one that lies elsewhere is 404. */
final class BelowBasePath implements HttpHandler {
  private final BasePath base;
  private final HttpHandler handler;

  BelowBasePath(BasePath base, HttpHandler handler) {
    this.base = requireNonNull(base, "base");
    this.handler = requireNonNull(handler, "handler");
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    Optional<String> path = base.below(request.path());
    return path.isPresent()
        ? handler.handle(request.withTarget(path.get(), request.query()))
        : SecurityHeaders.guarded(
                Problems.of(
                    new SignalboxException(
                        RequestError.NOT_FOUND, "everything is below " + base + "/ here")))
            .asStage();
  }
}
