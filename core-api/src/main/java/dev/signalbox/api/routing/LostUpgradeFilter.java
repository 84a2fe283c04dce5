package dev.signalbox.api.routing;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import java.util.concurrent.CompletionStage;

/**
 * Refuses requests for a WebSocket from which a proxy took the field {@code Upgrade}, with 400
 * {@code request.upgrade-lost}: before what they carry is spent, and so that whoever looks sees the
 * proxy at fault.
 */
public final class LostUpgradeFilter implements Filter {
  @Override
  public CompletionStage<HttpReply> apply(RoutedRequest request, Next next) {
    if (request.headers().contains("Sec-WebSocket-Key") && !request.http().isWebSocketUpgrade()) {
      throw new SignalboxException(
          RequestError.UPGRADE_LOST,
          "this was a request for a WebSocket, and a proxy took its Upgrade out");
    }
    return next.handle(request);
  }
}
