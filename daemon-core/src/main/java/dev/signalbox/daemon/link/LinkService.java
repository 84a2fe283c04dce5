package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.feed.EventFeed;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.daemon.event.DaemonEvents;
import dev.signalbox.daemon.operation.DaemonHandlers;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the panel asks for on streams: the daemon's API, and its events. */
final class LinkService implements HttpHandler {
  private static final Pattern POSITION =
      Pattern.compile("boot=([A-Za-z0-9_-]+)&seq=([0-9]{1,18})");

  private final DaemonHandlers handlers;
  private final DaemonEvents events;
  private volatile @Nullable EventFeed feed;

  @Inject
  LinkService(DaemonHandlers handlers, DaemonEvents events) {
    this.handlers = requireNonNull(handlers, "handlers");
    this.events = requireNonNull(events, "events");
  }

  @Override
  public CompletionStage<HttpReply> handle(HttpRequest request) {
    return request.path().equals(EventFeed.PATH)
        ? follow(request).asStage()
        : handlers.link().handle(request);
  }

  /** Lets go of events that the panel has taken care of. */
  void acknowledge(EventPosition position) {
    EventFeed current = feed;
    if (current != null) {
      current.acknowledge(position);
    }
  }

  private HttpReply follow(HttpRequest request) {
    @Nullable EventPosition after = null;
    if (!request.query().isEmpty()) {
      Matcher position = POSITION.matcher(request.query());
      if (!position.matches()) {
        return Replies.problem(
            new SignalboxException(RequestError.INVALID, "the position makes no sense"));
      }
      after = new EventPosition(new BootId(position.group(1)), Long.parseLong(position.group(2)));
    }
    @Nullable EventPosition from = after;
    EventFeed begun = new EventFeed(sink -> events.follow(from, sink));
    feed = begun;
    return new HttpResponse(
        200, HttpHeaders.of("Content-Type", EventFeed.CONTENT_TYPE), begun.body());
  }
}
