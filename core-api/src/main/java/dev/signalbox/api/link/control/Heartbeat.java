package dev.signalbox.api.link.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the other end each 15 seconds what its clock shows: that tells whether it is there, how far
 * away, and how its clock stands to ours. 45 seconds without a word end the link.
 */
final class Heartbeat implements ControlMethod {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration PATIENCE = INTERVAL.multipliedBy(3);

  private final LinkSession session;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private volatile @Nullable Future<?> schedule;
  private volatile long heardNanos = System.nanoTime();
  private volatile Duration roundTrip = Duration.ZERO;
  private volatile Duration skew = Duration.ZERO;
  private volatile Runnable listener = () -> {};

  Heartbeat(LinkSession session, ScheduledExecutorService timer, InstantSource clock) {
    this.session = session;
    this.timer = timer;
    this.clock = requireNonNull(clock, "clock");
  }

  void start() {
    schedule = timer.scheduleAtFixedRate(this::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    Future<?> running = schedule;
    if (running != null) {
      running.cancel(false);
    }
  }

  void heard() {
    heardNanos = System.nanoTime();
  }

  void onMeasured(Runnable told) {
    listener = told;
  }

  Duration roundTrip() {
    return roundTrip;
  }

  Duration skew() {
    return skew;
  }

  /** Answers the other end's beat. */
  @Override
  public CompletionStage<Object> call(JsonObject parameters) {
    return CompletableFuture.completedStage(Map.of("clock", clock.instant()));
  }

  private void beat() {
    if (System.nanoTime() - heardNanos > PATIENCE.toNanos()) {
      session.close(LinkEnd.SILENT, "nothing was heard for " + PATIENCE.toSeconds() + " s");
      session.abort();
      return;
    }
    Instant sent = clock.instant();
    long nanos = System.nanoTime();
    session.call("ping", null).thenAccept(answer -> measure(answer, sent, nanos));
  }

  private void measure(JsonElement answer, Instant sent, long sentNanos) {
    Duration took = Duration.ofNanos(System.nanoTime() - sentNanos);
    try {
      Instant shown = Instant.parse(answer.getAsJsonObject().get("clock").getAsString());
      skew = Duration.between(sent.plus(took.dividedBy(2)), shown);
      roundTrip = took;
      listener.run();
    } catch (DateTimeParseException | IllegalStateException | NullPointerException e) {
      session.close(LinkEnd.PROTOCOL, "ping: answered without a clock");
    }
  }
}
