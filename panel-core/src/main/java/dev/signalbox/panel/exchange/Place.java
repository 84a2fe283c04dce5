package dev.signalbox.panel.exchange;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.DaemonId;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The place that one exchange takes, until it leaves. Safe for any thread. */
final class Place {
  /** How long the switch to a WebSocket may take; a handshake that fails is told to nobody. */
  private static final Duration OPENING = Duration.ofMinutes(1);

  private final DaemonId daemon;
  private final LinkExchanges.Kind kind;
  private final ExchangeParty party;
  private final InstantSource clock;
  private final Consumer<Place> left;

  /** A file that is sent: that it is closed is the only sign of its end. */
  private volatile @Nullable FileChannel file;

  /** When a WebSocket that has not opened will not do so any more. */
  private volatile @Nullable Instant openedBy;

  Place(
      DaemonId daemon,
      LinkExchanges.Kind kind,
      ExchangeParty party,
      InstantSource clock,
      Consumer<Place> left) {
    this.daemon = daemon;
    this.kind = kind;
    this.party = party;
    this.clock = clock;
    this.left = left;
  }

  DaemonId daemon() {
    return daemon;
  }

  ExchangeParty party() {
    return party;
  }

  boolean isBulk() {
    return kind == LinkExchanges.Kind.BULK;
  }

  /** Says whether the exchange has ended in a way that nobody tells of. */
  boolean isOver() {
    FileChannel sent = file;
    Instant late = openedBy;
    return (sent != null && !sent.isOpen()) || (late != null && !clock.instant().isBefore(late));
  }

  /** Takes note that the WebSocket is open; it will tell of its end. */
  void opened() {
    openedBy = null;
  }

  /** Ends it; a second call does nothing. */
  void leave() {
    left.accept(this);
  }

  /** Returns the reply as one that leaves the place at its end. */
  HttpReply keep(HttpReply reply) {
    if (reply instanceof WebSocketUpgrade upgrade) {
      openedBy = clock.instant().plus(OPENING);
      return upgrade.withListener(new PlacedListener(upgrade.listener(), this));
    }
    HttpResponse response = (HttpResponse) reply;
    if (response.body() instanceof ResponseBody.Stream stream) {
      return response.withBody(
          ResponseBody.of(
              subscriber -> stream.publisher().subscribe(new PlacedSubscriber(subscriber, this)),
              stream.length()));
    }
    if (response.body() instanceof ResponseBody.FileRegion region) {
      file = region.channel();
    } else {
      leave();
    }
    return reply;
  }
}
