package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BodyToChannelTest {
  /** Runs nothing until a test lets it. */
  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private final Sink sink = new Sink();

  @Test
  void copiesABodyAndCountsIt() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);

    for (String part : new String[] {"ab", "c", "", "defg"}) {
      body.next(part);
      runAll();
    }
    body.complete();
    runAll();

    assertThat(copied.join()).isEqualTo(7);
    assertThat(sink.text()).isEqualTo("abcdefg");
    assertThat(sink.isOpen()).isTrue();
  }

  @Test
  void asksForMoreOnlyWhileLittleWaitsToBeWritten() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 4 * 1024 * 1024);
    String half = "x".repeat(512 * 1024);

    assertThat(body.demand()).isEqualTo(1);
    body.next(half);
    assertThat(body.demand()).isEqualTo(1);
    body.next(half);
    assertThat(body.demand()).isZero();
    assertThat(sink.text()).isEmpty();
    runAll();

    assertThat(sink.text()).hasSize(1024 * 1024);
    assertThat(body.demand()).isEqualTo(1);
    assertThat(copied).isNotDone();
  }

  @Test
  void takesInWhatComesWhileAnEarlierItemIsWritten() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);
    sink.meanwhile =
        new ArrayDeque<>(
            List.of(
                () -> body.next("cd"),
                () -> body.next("efg"),
                () -> {},
                () -> body.next("h"),
                body::complete));

    body.next("ab");
    runAll();

    assertThat(copied.join()).isEqualTo(8);
    assertThat(sink.text()).isEqualTo("abcdefgh");
  }

  @Test
  void keepsWhatWasLentWhenTheBodyEndsBeforeTheWrite() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);

    body.next("abcd");
    body.complete();
    runAll();

    assertThat(copied.join()).isEqualTo(4);
    assertThat(sink.text()).isEqualTo("abcd");
  }

  @Test
  void copiesABodyInMemory() {
    CompletableFuture<Long> copied =
        BodyToChannel.copy(
                RequestBody.of("abc".getBytes(StandardCharsets.UTF_8)), sink, 3, Runnable::run)
            .toCompletableFuture();
    CompletableFuture<Long> nothing =
        BodyToChannel.copy(RequestBody.empty(), sink, 0, Runnable::run).toCompletableFuture();

    assertThat(copied.join()).isEqualTo(3);
    assertThat(nothing.join()).isZero();
  }

  @Test
  void refusesADeclaredLengthBeyondTheLimitUnread() {
    FakeBody body = FakeBody.ofLength(101);

    assertCode(copy(body, 100), RequestError.BODY_TOO_LARGE);
    assertThat(body.isSubscribed()).isFalse();
  }

  @Test
  void stopsBeyondTheLimit() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 3);

    body.next("ab");
    runAll();
    body.next("cd");
    runAll();

    assertCode(copied, RequestError.BODY_TOO_LARGE);
    assertThat(body.isCancelled()).isTrue();
    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void cancelsTheBodyWhereTheChannelFails() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);
    sink.failure = new IOException("disk full");

    body.next("ab");
    runAll();

    assertThat(body.isCancelled()).isTrue();
    assertThatThrownBy(copied::join).hasRootCauseMessage("disk full");
  }

  @Test
  void tellsABodyThatBrokeOffAfterWhatCameIsWritten() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);

    body.next("ab");
    body.fail(new IOException("reset"));
    assertThat(copied).isNotDone();
    runAll();

    assertCode(copied, RequestError.BAD_BODY);
    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void stopsWhereItIsCancelled() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied = copy(body, 100);
    body.next("ab");

    copied.cancel(false);
    runAll();

    assertThat(body.isCancelled()).isTrue();
    assertThat(sink.text()).isEmpty();
  }

  @Test
  void doesNotBeginABodyWhereItWasCancelledBefore() {
    List<Flow.Subscriber<? super List<ByteBuffer>>> waiting = new ArrayList<>();
    FakeBody body = FakeBody.chunked();
    RequestBody slow =
        new RequestBody() {
          @Override
          public OptionalLong length() {
            return OptionalLong.empty();
          }

          @Override
          public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
            waiting.add(subscriber);
          }
        };

    CompletableFuture<Long> copied = copy(slow, 100);
    copied.cancel(false);
    body.subscribe(waiting.get(0));

    assertThat(body.isCancelled()).isTrue();
    assertThat(body.demand()).isZero();
  }

  @Test
  void failsWhereTheWorkersHaveStopped() {
    FakeBody body = FakeBody.chunked();
    CompletableFuture<Long> copied =
        BodyToChannel.copy(
                body,
                sink,
                100,
                task -> {
                  throw new RejectedExecutionException("stopped");
                })
            .toCompletableFuture();

    body.next("ab");

    assertThat(body.isCancelled()).isTrue();
    assertThatThrownBy(copied::join).hasCauseInstanceOf(RejectedExecutionException.class);
  }

  private CompletableFuture<Long> copy(RequestBody body, long maxBytes) {
    return BodyToChannel.copy(body, sink, maxBytes, tasks::add).toCompletableFuture();
  }

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private static void assertCode(CompletableFuture<?> future, RequestError code) {
    assertThatThrownBy(future::join)
        .hasCauseInstanceOf(SignalboxException.class)
        .satisfies(e -> assertThat(((SignalboxException) e.getCause()).code()).isEqualTo(code));
  }

  /** Takes one byte at a time, as a slow channel may. */
  private static final class Sink implements WritableByteChannel {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private IOException failure;
    private Deque<Runnable> meanwhile = new ArrayDeque<>();
    private boolean closed;

    @Override
    public int write(ByteBuffer source) throws IOException {
      if (failure != null) {
        throw failure;
      }
      if (!source.hasRemaining()) {
        return 0;
      }
      if (!meanwhile.isEmpty()) {
        meanwhile.remove().run();
      }
      bytes.write(source.get());
      return 1;
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
