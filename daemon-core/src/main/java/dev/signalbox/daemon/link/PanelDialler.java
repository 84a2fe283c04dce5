package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.lifecycle.Managed;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.control.Redial;
import dev.signalbox.api.link.dial.DialException;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials the panel again and again, where it is this daemon that dials. */
final class PanelDialler implements Managed {
  private static final Logger log = LoggerFactory.getLogger(PanelDialler.class);

  private final DaemonIdentity identity;
  private final DaemonParty party;
  private final CurrentLink current;
  private final LinkStreams streams;
  private final Workers workers;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Redial redial;
  private @Nullable WebSocketDialer dialer;
  private @Nullable URI panel;
  private volatile boolean stopped;
  private volatile String lastFailure = "";

  PanelDialler(
      DaemonIdentity identity,
      DaemonParty party,
      CurrentLink current,
      LinkStreams streams,
      Workers workers,
      ScheduledExecutorService timer,
      InstantSource clock) {
    this.identity = requireNonNull(identity, "identity");
    this.party = requireNonNull(party, "party");
    this.current = requireNonNull(current, "current");
    this.streams = requireNonNull(streams, "streams");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
    this.clock = requireNonNull(clock, "clock");
    this.redial = new Redial(this::dial, workers, timer);
  }

  @Override
  public void start() {
    JoinedPanel joined = identity.joined().orElseThrow();
    PanelWay way = joined.way();
    if (way.kind() != PanelWay.Kind.DIAL) {
      return;
    }
    panel = requireNonNull(way.url());
    dialer = new WebSocketDialer(way.trust().context(joined.fingerprint()), workers);
    streams.dialBy(dialer, socket("/link/v1/stream"));
    current.onEnd(this::over);
    redial.start();
  }

  @Override
  public void stop() {
    stopped = true;
    redial.stop();
    current.close();
    if (dialer != null) {
      dialer.close();
    }
  }

  private void dial() {
    requireNonNull(dialer)
        .dial(
            socket("/link/v1"),
            LinkSession.PROTOCOL,
            HttpHeaders.empty(),
            LinkSession.LIMITS,
            new LinkSession(party, timer, clock))
        .whenComplete(
            (session, failure) -> {
              if (failure != null && !stopped) {
                failed(DialException.words(failure));
                redial.again(null);
              }
            });
  }

  private void over(LinkEnd end) {
    if (stopped) {
      return;
    }
    if (end.wasUp()) {
      redial.succeeded();
      lastFailure = "";
    }
    if (end.code() == LinkEnd.FORGOTTEN) {
      failed("this panel no longer knows this daemon; instances go on. Join again, or leave");
    } else if (!end.wasUp() || end.isFinal()) {
      failed(end.reason().isEmpty() ? "the link ended, " + end.code() : end.reason());
    }
    redial.again(end);
  }

  /** Says the same only once: it is tried every few seconds. */
  private void failed(String why) {
    if (!why.equals(lastFailure)) {
      lastFailure = why;
      log.warn("no link to the panel url={} reason={}", panel, why);
    }
  }

  private URI socket(String path) {
    return URI.create(requireNonNull(panel).toString().replaceFirst("^http", "ws") + path);
  }
}
