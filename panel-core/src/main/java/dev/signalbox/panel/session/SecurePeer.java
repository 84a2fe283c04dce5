package dev.signalbox.panel.session;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpRequest;

/** Whether a request came over TLS: a cookie that does not would be anybody's. */
final class SecurePeer {
  private SecurePeer() {}

  /** Throws {@code auth.insecure-connection} where it did not. */
  static void require(HttpRequest request) {
    if (!request.peer().secure()) {
      throw new SignalboxException(
          SessionError.INSECURE,
          "sessions need HTTPS, and this request came without: use the https address; a proxy that"
              + " ends TLS must send X-Forwarded-Proto: https");
    }
  }
}
