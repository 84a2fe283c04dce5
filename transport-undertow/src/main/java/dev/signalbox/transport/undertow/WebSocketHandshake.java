package dev.signalbox.transport.undertow;

import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketUpgrade;
import org.jspecify.annotations.Nullable;

final class WebSocketHandshake {
  private WebSocketHandshake() {}

  static @Nullable HttpResponse answer(ServerExchange exchange, WebSocketUpgrade upgrade) {
    return HttpResponse.of(501);
  }
}
