package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the open consoles in a set and looks at each every second. */
final class OpenConsoles implements Consoles {
  static final Duration LONGEST = Duration.ofHours(12);
  private static final int MOST_OF_INSTANCE = 1000;

  private final ScheduledExecutorService timer;
  private final ConsoleContext context;
  private final Map<InstanceId, ConsoleFeed> feeds = new ConcurrentHashMap<>();
  private final Map<InstanceId, Set<ConsoleSocket>> sockets = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> ticking;

  OpenConsoles(Executor workers, ScheduledExecutorService timer, InstantSource clock) {
    this.timer = requireNonNull(timer, "timer");
    this.context = new ConsoleContext(workers, clock, new ResumeTokens(clock));
  }

  @Override
  public void start() {
    ticking = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    all().forEach(socket -> socket.end(1001, "the daemon stops"));
  }

  @Override
  public WebSocketUpgrade open(ConsoleRequest request) {
    ConsoleFeed feed = feeds.get(request.instance());
    if (feed == null) {
      throw unknown(request.instance());
    }
    Instant last = context.clock().instant().plus(LONGEST);
    Instant until = request.until();
    ConsoleGrant grant =
        new ConsoleGrant(
            request.instance(),
            request.subject(),
            request.rights(),
            request.origin(),
            until == null || until.isAfter(last) ? last : until);
    Set<ConsoleSocket> together =
        sockets.computeIfAbsent(request.instance(), id -> ConcurrentHashMap.newKeySet());
    if (together.size() >= MOST_OF_INSTANCE) {
      throw new SignalboxException(
          ConsoleError.TOO_MANY_VIEWERS, "instance " + request.instance() + " has enough viewers");
    }
    ConsoleSocket socket =
        new ConsoleSocket(context, feed, grant, request.from(), together::remove);
    // Before it is open, so that a revocation in between finds it.
    together.add(socket);
    return new WebSocketUpgrade(HttpHeaders.empty(), SUBPROTOCOL, WebSocketLimits.DEFAULT, socket);
  }

  @Override
  public boolean isResumeToken(String credential) {
    return credential.startsWith(ResumeTokens.PREFIX);
  }

  @Override
  public Optional<ConsoleGrant> redeem(String token, InstanceId instance, @Nullable String origin) {
    return context.tokens().redeem(token, instance, origin);
  }

  @Override
  public int revoke(String subject) {
    return revoke(grant -> grant.subject().equals(subject));
  }

  @Override
  public int revoke(String subject, InstanceId instance) {
    return revoke(grant -> grant.subject().equals(subject) && grant.instance().equals(instance));
  }

  @Override
  public int revokeAll() {
    return revoke(grant -> true);
  }

  @Override
  public void register(InstanceId instance, ConsoleFeed feed) {
    feeds.put(instance, feed);
  }

  @Override
  public void stateChanged(InstanceId instance, InstanceState state) {
    sockets.getOrDefault(instance, Set.of()).forEach(socket -> socket.stateChanged(state));
  }

  @Override
  public void unregister(InstanceId instance) {
    feeds.remove(instance);
    context.tokens().revoke(grant -> grant.instance().equals(instance));
    Set<ConsoleSocket> together = sockets.remove(instance);
    if (together != null) {
      together.forEach(socket -> socket.end(4404, "the instance was deleted"));
    }
  }

  private int revoke(Predicate<ConsoleGrant> such) {
    List<ConsoleSocket> ended = all().stream().filter(socket -> such.test(socket.grant())).toList();
    ended.forEach(socket -> socket.end(CLOSE_ENDED, "revoked"));
    // After the sockets, which could have asked for a new token just before.
    context.tokens().revoke(such);
    return ended.size();
  }

  private void tick() {
    Instant now = context.clock().instant();
    all().forEach(socket -> socket.tick(now));
  }

  private List<ConsoleSocket> all() {
    return sockets.values().stream().flatMap(Set::stream).toList();
  }

  private static SignalboxException unknown(InstanceId instance) {
    return new SignalboxException(InstanceError.UNKNOWN, "instance: " + instance + " is not here");
  }
}
