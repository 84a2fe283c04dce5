package dev.signalbox.api.link.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventJson;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.link.EventSubscription;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The daemon's end: turns what a sink is told into the body of a reply. What the panel has not
 * asked for holds up the next call, so that nothing gathers here.
 */
public final class EventFeed implements DaemonEventSink, Flow.Publisher<ByteBuffer> {
  /**
   * The path of the exchange; the query names the position, if any, as {@code boot} and {@code
   * seq}.
   */
  public static final String PATH = "/link/events";

  /** The type of the lines. */
  public static final String CONTENT_TYPE = "application/x-ndjson";

  private static final int PIECE = 64 * 1024;

  private final Function<DaemonEventSink, EventSubscription> follow;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
  private @Nullable EventSubscription following;
  private @Nullable CompletableFuture<Void> taken;
  private long demand;
  private boolean sending;
  private boolean over;

  /**
   * Plans a feed.
   *
   * @param follow begins to tell the sink, once somebody reads
   */
  public EventFeed(Function<DaemonEventSink, EventSubscription> follow) {
    this.follow = requireNonNull(follow, "follow");
  }

  /** Returns the body of the reply. */
  public ResponseBody body() {
    return ResponseBody.of(this, OptionalLong.empty());
  }

  /** Lets go of events up to that one; does nothing before somebody reads. */
  public void acknowledge(EventPosition position) {
    EventSubscription current = following;
    if (current != null) {
      current.acknowledge(position);
    }
  }

  @Override
  public CompletionStage<Void> happened(List<DaemonEvent> events) {
    StringBuilder lines = new StringBuilder();
    events.forEach(event -> lines.append(DaemonEventJson.write(event)).append('\n'));
    return send(lines);
  }

  @Override
  public CompletionStage<Void> caughtUp(EventPosition position, List<InstanceSnapshot> instances) {
    StringBuilder lines = new StringBuilder();
    for (InstanceSnapshot instance : instances) {
      FeedLine.ofInstance(instance).appendTo(lines);
    }
    FeedLine.caughtUp(position).appendTo(lines);
    return send(lines);
  }

  @Override
  public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
    StringBuilder lines = new StringBuilder();
    FeedLine.used(usage).appendTo(lines);
    return send(lines);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
    given.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            more(n);
          }

          @Override
          public void cancel() {
            end();
          }
        });
    subscriber = given;
    EventSubscription begun = follow.apply(this);
    lock.lock();
    try {
      following = begun;
    } finally {
      lock.unlock();
    }
    if (over) {
      begun.close();
    }
    drain();
  }

  private CompletionStage<Void> send(StringBuilder lines) {
    byte[] bytes = lines.toString().getBytes(UTF_8);
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (over) {
        return CompletableFuture.failedStage(new CancellationException("nobody reads"));
      }
      for (int at = 0; at < bytes.length; at += PIECE) {
        unsent.add(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
      }
      taken = done;
    } finally {
      lock.unlock();
    }
    drain();
    return done;
  }

  private void more(long n) {
    lock.lock();
    try {
      demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    } finally {
      lock.unlock();
    }
    drain();
  }

  private void end() {
    EventSubscription ended;
    CompletableFuture<Void> waiting;
    lock.lock();
    try {
      over = true;
      ended = following;
      waiting = taken;
      taken = null;
      unsent.clear();
    } finally {
      lock.unlock();
    }
    if (ended != null) {
      ended.close();
    }
    if (waiting != null) {
      waiting.completeExceptionally(new CancellationException("nobody reads"));
    }
  }

  /**
   * One thread at a time hands pieces over, in order; who comes meanwhile leaves it to that one.
   */
  private void drain() {
    Flow.Subscriber<? super ByteBuffer> reader = subscriber;
    if (reader == null) {
      return;
    }
    while (true) {
      ByteBuffer piece = null;
      CompletableFuture<Void> done = null;
      lock.lock();
      try {
        if (sending) {
          return;
        }
        if (demand > 0 && !over) {
          piece = unsent.poll();
        }
        if (piece != null) {
          demand--;
          sending = true;
        } else if (unsent.isEmpty()) {
          done = taken;
          taken = null;
        }
      } finally {
        lock.unlock();
      }
      if (piece == null) {
        if (done != null) {
          done.complete(null);
        }
        return;
      }
      reader.onNext(piece);
      lock.lock();
      try {
        sending = false;
      } finally {
        lock.unlock();
      }
    }
  }
}
