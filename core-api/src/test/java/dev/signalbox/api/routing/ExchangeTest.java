package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExchangeTest {
  @Test
  void tellsTheHandlerThatTheClientIsGone() {
    CompletableFuture<HttpReply> pending = new CompletableFuture<>();
    AtomicBoolean told = new AtomicBoolean();
    Router router =
        Router.builder(Runnable::run)
            .filter((request, next) -> next.handle(request).thenApply(reply -> reply))
            .route(
                "GET",
                "/x",
                r -> {
                  r.abandoned().thenRun(() -> told.set(true));
                  return pending;
                })
            .build();

    router.handle(Requests.get("/x")).toCompletableFuture().cancel(false);

    assertThat(told).isTrue();
    assertThat(pending).isCancelled();
  }

  @Test
  void doesNotTakeAClientThatLeftForAFailureOfItsOwn() {
    List<Integer> seen = new CopyOnWriteArrayList<>();
    Router router =
        Router.builder(Runnable::run)
            .filter(
                (request, next) ->
                    next.handle(request)
                        .thenApply(
                            reply -> {
                              seen.add(((HttpResponse) reply).status());
                              return reply;
                            }))
            .route("GET", "/x", r -> new CompletableFuture<>())
            .route(
                "GET",
                "/cancelled",
                r -> {
                  CompletableFuture<HttpReply> cancelled = new CompletableFuture<>();
                  cancelled.cancel(false);
                  return cancelled;
                })
            .build();

    router.handle(Requests.get("/x")).toCompletableFuture().cancel(false);
    router.handle(Requests.get("/cancelled"));

    assertThat(seen).containsExactly(499, 500);
  }

  @Test
  void releasesABodyThatNobodyWaitsForAnyMore() {
    AtomicBoolean released = new AtomicBoolean();
    CompletableFuture<HttpReply> pending = new CompletableFuture<>();
    // A stage of this kind cannot be cancelled.
    Router router =
        Router.builder(Runnable::run)
            .route("GET", "/x", r -> pending.minimalCompletionStage())
            .build();

    router.handle(Requests.get("/x")).toCompletableFuture().cancel(false);
    pending.complete(
        HttpResponse.of(200).withBody(ResponseBody.of(cancelled(released), OptionalLong.empty())));

    assertThat(released).isTrue();
  }

  @Test
  void callsAWebSocketListenerOnTheWorkersInOrder() throws InterruptedException {
    List<String> calls = new CopyOnWriteArrayList<>();
    CountDownLatch closed = new CountDownLatch(1);
    FakeSession session = new FakeSession();
    try (Workers workers = Workers.create("ws")) {
      WebSocketListener wrapped =
          upgrade(
              workers,
              new Recorder() {
                @Override
                public void onOpen(WebSocketSession opened) {
                  calls.add(
                      "open on " + Thread.currentThread().getName().replaceAll("[0-9]+", "N"));
                }

                @Override
                public void onText(WebSocketSession from, String text) {
                  calls.add(text);
                }

                @Override
                public void onBinary(WebSocketSession from, ByteBuffer data) {
                  calls.add("binary " + data.remaining());
                }

                @Override
                public void onClose(WebSocketSession from, int code, String reason) {
                  calls.add("close " + code + " " + reason);
                  closed.countDown();
                }
              });

      wrapped.onOpen(session);
      wrapped.onText(session, "a");
      wrapped.onBinary(session, ByteBuffer.allocate(3));
      wrapped.onText(session, "b");
      wrapped.onClose(session, 1000, "bye");

      assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(calls)
        .containsExactly("open on ws-worker-N", "a", "binary 3", "b", "close 1000 bye");
  }

  @Test
  void closesTheSessionOfAListenerThatThrows() {
    FakeSession session = new FakeSession();
    WebSocketListener wrapped =
        upgrade(
            Runnable::run,
            new Recorder() {
              @Override
              public void onText(WebSocketSession from, String text) {
                throw new IllegalStateException("expected in this test");
              }
            });

    wrapped.onText(session, "a");

    assertThat(session.closedWith).isEqualTo(1011);
  }

  @Test
  void cutsTheSessionWhereTheWorkersHaveStopped() {
    FakeSession session = new FakeSession();
    WebSocketListener wrapped =
        new WorkerListener(
            new Recorder() {},
            task -> {
              throw new RejectedExecutionException("stopped");
            });

    wrapped.onText(session, "a");

    assertThat(session.aborted).isTrue();
  }

  private static WebSocketListener upgrade(
      java.util.concurrent.Executor workers, WebSocketListener listener) {
    Router router =
        Router.builder(workers)
            .route(
                "GET",
                "/ws",
                r ->
                    new WebSocketUpgrade(
                            HttpHeaders.empty(), "p", WebSocketLimits.DEFAULT, listener)
                        .asStage())
            .build();
    return ((WebSocketUpgrade) Requests.reply(router, Requests.get("/ws"))).listener();
  }

  private static Flow.Publisher<ByteBuffer> cancelled(AtomicBoolean released) {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long n) {}

              @Override
              public void cancel() {
                released.set(true);
              }
            });
  }

  private abstract static class Recorder implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {}

    @Override
    public void onText(WebSocketSession session, String text) {}

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {}
  }

  private static final class FakeSession implements WebSocketSession {
    private int closedWith;
    private boolean aborted;

    @Override
    public String subprotocol() {
      return "p";
    }

    @Override
    public void request(long n) {}

    @Override
    public CompletionStage<Void> sendText(String text) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> sendBinary(ByteBuffer data) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }

    @Override
    public void abort() {
      aborted = true;
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }
}
