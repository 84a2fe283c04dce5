package dev.signalbox.panel.event;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.Callers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the open sockets in a set, wakes them for each event and looks at them every second. */
final class OpenEventSockets implements EventSockets {
  private static final int MOST_OF_PERSON = 32;

  /** Of the ring's numbers none is as large, so this one is out of its reach. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  private final EventRing ring;
  private final AccessService access;
  private final Callers callers;
  private final AccessEvents changes;
  private final ScheduledExecutorService timer;
  private final EventSocket.Context context;
  private final Set<EventSocket> sockets = ConcurrentHashMap.newKeySet();
  private @Nullable Future<?> ticking;

  OpenEventSockets(
      EventRing ring,
      AccessService access,
      Callers callers,
      AccessEvents changes,
      Executor workers,
      ScheduledExecutorService timer) {
    this.ring = requireNonNull(ring, "ring");
    this.access = requireNonNull(access, "access");
    this.callers = requireNonNull(callers, "callers");
    this.changes = requireNonNull(changes, "changes");
    this.timer = requireNonNull(timer, "timer");
    this.context = new EventSocket.Context(ring, workers, timer);
  }

  @Override
  public void start() {
    ring.watch(() -> sockets.forEach(EventSocket::wake));
    ticking =
        timer.scheduleWithFixedDelay(
            () -> sockets.forEach(EventSocket::tick), 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    sockets.forEach(socket -> socket.end(1001, "the panel stops"));
  }

  @Override
  public WebSocketUpgrade open(Caller caller, @Nullable String boot, @Nullable Long from) {
    long own = sockets.stream().filter(socket -> socket.user().equals(caller.user())).count();
    if (own >= MOST_OF_PERSON) {
      throw new SignalboxException(
          EventError.TOO_MANY, "you listen " + own + " times already; close one");
    }
    boolean known = ring.boot().value().equals(boot);
    EventSocket socket =
        new EventSocket(
            context,
            caller.user(),
            new EventViewer(caller, access, callers, changes),
            from == null || known ? from : Long.valueOf(UNKNOWN),
            sockets::remove);
    sockets.add(socket);
    return new WebSocketUpgrade(HttpHeaders.empty(), SUBPROTOCOL, WebSocketLimits.DEFAULT, socket);
  }
}
