package dev.signalbox.panel.exchange;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.DaemonId;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * Carries requests over links, so many at once: 32 of one party over all links together, 256 to one
 * daemon, of them 240 with bulk traffic. Safe for any thread; nothing blocks.
 *
 * <p>An exchange counts until the body of its reply has ended, was cancelled or released, or until
 * its WebSocket is closed.
 */
public interface LinkExchanges {
  /** What goes over a link. */
  enum Kind {
    /** Small, and soon over. */
    CONTROL,
    /** Traffic that may go on for hours. */
    BULK
  }

  /**
   * Sends a request.
   *
   * @param link answers it; called at once
   * @param change makes the reply that is returned of the link's; it takes that one's body over
   * @return a stage that can be cancelled, which ends the exchange; of a reply that comes later the
   *     body is released
   * @throws dev.signalbox.api.error.SignalboxException {@code relay.too-many} where the party has
   *     as many as it may; {@code relay.busy} where the daemon has
   */
  CompletionStage<HttpReply> carry(
      DaemonId daemon,
      Kind kind,
      ExchangeParty party,
      HttpRequest request,
      HttpHandler link,
      UnaryOperator<HttpReply> change);

  /** Returns how many exchanges with bulk traffic a daemon has now. */
  int relayed(DaemonId daemon);
}
