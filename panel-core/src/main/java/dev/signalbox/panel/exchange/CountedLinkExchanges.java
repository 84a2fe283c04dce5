package dev.signalbox.panel.exchange;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.transport.wire.HandlerCall;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the places that are taken in sets, of each party and of each daemon. */
final class CountedLinkExchanges implements LinkExchanges {
  static final int MOST_OF_PARTY = 32;
  static final int MOST_OF_DAEMON = 256;

  /** What is left above it keeps a daemon manageable while its traffic is at the limit. */
  static final int MOST_BULK_OF_DAEMON = 240;

  private static final Logger log = LoggerFactory.getLogger(CountedLinkExchanges.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ExchangeParty, Set<Place>> ofParty = new HashMap<>();
  private final Map<DaemonId, Set<Place>> ofDaemon = new HashMap<>();

  @Inject
  CountedLinkExchanges(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public CompletionStage<HttpReply> carry(
      DaemonId daemon,
      Kind kind,
      ExchangeParty party,
      HttpRequest request,
      HttpHandler link,
      UnaryOperator<HttpReply> change) {
    Place place = enter(daemon, kind, party);
    CompletionStage<HttpReply> called;
    try {
      called = link.handle(request);
    } catch (RuntimeException | Error e) {
      place.leave();
      throw e;
    }
    CompletableFuture<HttpReply> answer = new CompletableFuture<>();
    called.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            place.leave();
            answer.completeExceptionally(failure);
          } else {
            pass(place, reply, change, answer);
          }
        });
    answer.whenComplete(
        (reply, failure) -> {
          if (answer.isCancelled()) {
            called.toCompletableFuture().cancel(false);
          }
        });
    return answer;
  }

  private static void pass(
      Place place,
      HttpReply reply,
      UnaryOperator<HttpReply> change,
      CompletableFuture<HttpReply> answer) {
    HttpReply kept;
    try {
      kept = place.keep(change.apply(reply));
    } catch (RuntimeException | Error e) {
      place.leave();
      HandlerCall.release(reply);
      answer.completeExceptionally(e);
      return;
    }
    if (!answer.complete(kept)) {
      HandlerCall.release(kept);
      place.leave();
    }
  }

  @Override
  public int relayed(DaemonId daemon) {
    lock.lock();
    try {
      return (int) open(ofDaemon, daemon).stream().filter(Place::isBulk).count();
    } finally {
      lock.unlock();
    }
  }

  private Place enter(DaemonId daemon, Kind kind, ExchangeParty party) {
    lock.lock();
    try {
      if (open(ofParty, party).size() >= MOST_OF_PARTY) {
        log.info("exchange refused daemon={} party={} reason=too-many", daemon, party.name());
        throw SignalboxException.ofRetry(
            ExchangeError.TOO_MANY,
            MOST_OF_PARTY + " exchanges with daemons are open already; end one first",
            RETRY);
      }
      Set<Place> there = open(ofDaemon, daemon);
      if (there.size() >= MOST_OF_DAEMON
          || (kind == Kind.BULK
              && there.stream().filter(Place::isBulk).count() >= MOST_BULK_OF_DAEMON)) {
        log.warn("exchange refused daemon={} open={} reason=busy", daemon, there.size());
        throw SignalboxException.ofRetry(
            ExchangeError.BUSY, "the link to this daemon carries as much as it can", RETRY);
      }
      Place place = new Place(daemon, kind, party, clock, this::left);
      ofParty.computeIfAbsent(party, key -> new HashSet<>()).add(place);
      ofDaemon.computeIfAbsent(daemon, key -> new HashSet<>()).add(place);
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the places of a party or a daemon, after those of which nobody tells the end. */
  private <K> Set<Place> open(Map<K, Set<Place>> places, K key) {
    List<Place> over = places.getOrDefault(key, Set.of()).stream().filter(Place::isOver).toList();
    over.forEach(this::remove);
    return places.getOrDefault(key, Set.of());
  }

  private void left(Place place) {
    lock.lock();
    try {
      remove(place);
    } finally {
      lock.unlock();
    }
  }

  private void remove(Place place) {
    remove(ofParty, place.party(), place);
    remove(ofDaemon, place.daemon(), place);
  }

  private static <K> void remove(Map<K, Set<Place>> places, K key, Place place) {
    places.computeIfPresent(
        key,
        (same, set) -> {
          set.remove(place);
          return set.isEmpty() ? null : set;
        });
  }
}
