package dev.signalbox.api.link.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventJson;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.LinkError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The panel's end: tells a sink what the lines say, and takes no further bytes before the sink has
 * done with them. A line that makes no sense is logged and left out, so that it is not sent for
 * ever.
 */
public final class EventFeedReader implements Flow.Subscriber<ByteBuffer> {
  private static final Logger log = LoggerFactory.getLogger(EventFeedReader.class);
  private static final int MAX_LINE_BYTES = 1024 * 1024;
  private static final int MAX_INSTANCES = 100_000;

  private final DaemonEventSink sink;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<InstanceSnapshot> instances = new ArrayList<>();
  private Flow.@Nullable Subscription subscription;

  public EventFeedReader(DaemonEventSink sink) {
    this.sink = requireNonNull(sink, "sink");
  }

  /** Completes when the feed has ended, in whatever way. */
  public CompletionStage<Void> end() {
    return end;
  }

  /** Reads no further. */
  public void cancel() {
    Flow.Subscription reading = subscription;
    if (reading != null) {
      reading.cancel();
    }
    end.complete(null);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(ByteBuffer item) {
    List<String> lines = split(item.duplicate());
    if (end.isDone()) {
      return;
    }
    tell(lines)
        .whenComplete(
            (told, failure) -> {
              if (failure == null) {
                requireNonNull(subscription).request(1);
              } else {
                log.warn("events not taken", failure);
                cancel();
              }
            });
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(null);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }

  private List<String> split(ByteBuffer bytes) {
    List<String> lines = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        lines.add(line.toString(UTF_8));
        line.reset();
      } else if (line.size() == MAX_LINE_BYTES) {
        log.warn("events broken off, a line is longer than {} bytes", MAX_LINE_BYTES);
        cancel();
        return List.of();
      } else {
        line.write(next);
      }
    }
    return lines;
  }

  /** Tells events that follow each other together. */
  private CompletionStage<Void> tell(List<String> lines) {
    CompletionStage<Void> told = CompletableFuture.completedStage(null);
    List<DaemonEvent> events = new ArrayList<>();
    for (String each : lines) {
      if (!FeedLine.is(each)) {
        add(events, each);
        continue;
      }
      if (!events.isEmpty()) {
        List<DaemonEvent> before = List.copyOf(events);
        events.clear();
        told = told.thenCompose(done -> sink.happened(before));
      }
      told = told.thenCompose(done -> tell(each));
    }
    if (events.isEmpty()) {
      return told;
    }
    return told.thenCompose(done -> sink.happened(List.copyOf(events)));
  }

  private static void add(List<DaemonEvent> events, String text) {
    try {
      events.add(DaemonEventJson.read(text));
    } catch (SignalboxException e) {
      log.warn("event left out, it makes no sense", e);
    }
  }

  private CompletionStage<Void> tell(String text) {
    FeedLine said;
    try {
      said = Json.read(text, FeedLine.class);
    } catch (SignalboxException e) {
      log.warn("line left out, it makes no sense", e);
      return CompletableFuture.completedStage(null);
    }
    if (said.instance() != null) {
      return add(said.instance());
    }
    if (said.caughtUp() != null) {
      List<InstanceSnapshot> all = List.copyOf(instances);
      instances.clear();
      return sink.caughtUp(said.caughtUp().position(), all);
    }
    return sink.used(usage(said.used() == null ? Map.of() : said.used()));
  }

  private CompletionStage<Void> add(InstanceSnapshot instance) {
    if (instances.size() == MAX_INSTANCES) {
      return CompletableFuture.failedStage(
          new SignalboxException(
              LinkError.REFUSED, "the daemon claims more than " + MAX_INSTANCES + " instances"));
    }
    instances.add(instance);
    return CompletableFuture.completedStage(null);
  }

  private static Map<InstanceId, InstanceUsage> usage(Map<String, InstanceUsage> said) {
    Map<InstanceId, InstanceUsage> usage = new HashMap<>();
    said.forEach(
        (id, figures) -> {
          try {
            usage.put(new InstanceId(id), figures);
          } catch (IllegalArgumentException e) {
            log.debug("usage left out, that is no instance's id");
          }
        });
    return usage;
  }
}
