package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import dev.signalbox.api.link.feed.EventFeed;
import dev.signalbox.api.link.feed.EventFeedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a daemon's events on a stream of the link, which is opened again where it breaks, from
 * where the sink has got to.
 */
final class RemoteEvents implements EventSubscription, DaemonEventSink {
  private static final Logger log = LoggerFactory.getLogger(RemoteEvents.class);
  private static final int RETRY_SECONDS = 1;
  private static final Peer PANEL =
      new Peer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          true);

  private final NetworkLink link;
  private final DaemonEventSink sink;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private volatile @Nullable EventPosition position;
  private volatile @Nullable EventFeedReader reading;
  private volatile boolean closed;

  RemoteEvents(
      NetworkLink link,
      @Nullable EventPosition after,
      DaemonEventSink sink,
      Executor workers,
      ScheduledExecutorService timer) {
    this.link = requireNonNull(link, "link");
    this.position = after;
    this.sink = requireNonNull(sink, "sink");
    this.workers = requireNonNull(workers, "workers");
    this.timer = requireNonNull(timer, "timer");
  }

  void open() {
    if (closed || link.isClosed()) {
      return;
    }
    EventPosition after = position;
    String query = after == null ? "" : "boot=" + after.boot() + "&seq=" + after.seq();
    link.handle(
            new HttpRequest(
                "GET", EventFeed.PATH, query, HttpHeaders.empty(), RequestBody.empty(), PANEL))
        .whenCompleteAsync(this::read, workers);
  }

  private void read(@Nullable HttpReply reply, @Nullable Throwable failure) {
    if (failure != null || !(reply instanceof HttpResponse response)) {
      log.debug("events not followed daemon={}", link.hello().daemon(), failure);
      openLater();
      return;
    }
    if (response.status() != 200 || !(response.body() instanceof ResponseBody.Stream body)) {
      response.body().release();
      openLater();
      return;
    }
    EventFeedReader reader = new EventFeedReader(this);
    reading = reader;
    reader.end().thenRun(this::openLater);
    body.publisher().subscribe(reader);
    if (closed) {
      reader.cancel();
    }
  }

  private void openLater() {
    if (closed || link.isClosed()) {
      return;
    }
    try {
      timer.schedule(() -> workers.execute(this::open), RETRY_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("events not followed any more, the panel stops");
    }
  }

  @Override
  public CompletionStage<Void> happened(List<DaemonEvent> events) {
    return sink.happened(events).thenRun(() -> position = events.get(events.size() - 1).position());
  }

  @Override
  public CompletionStage<Void> caughtUp(EventPosition now, List<InstanceSnapshot> instances) {
    return sink.caughtUp(now, instances).thenRun(() -> position = now);
  }

  @Override
  public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
    return sink.used(usage);
  }

  @Override
  public void acknowledge(EventPosition upTo) {
    link.tell("events.ack", Map.of("boot", upTo.boot().value(), "seq", upTo.seq()));
  }

  @Override
  public void close() {
    closed = true;
    EventFeedReader reader = reading;
    if (reader != null) {
      reader.cancel();
    }
  }
}
