package dev.signalbox.api.link.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.link.LinkError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamPoolTest {
  private static final HttpRequest REQUEST = StreamFixture.request("GET", "/", RequestBody.empty());

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private HurriedTimer timer = new HurriedTimer(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final CompletableFuture<HttpReply> pending = new CompletableFuture<>();

  @AfterEach
  void close() {
    timer.close();
    threads.shutdownNow();
  }

  private void hurry() {
    timer.close();
    timer = new HurriedTimer(100);
  }

  /** Returns a pool whose streams are open as soon as it asks for them. */
  private StreamPool pool(int most, HttpHandler handler) {
    CompletableFuture<StreamPool> made = new CompletableFuture<>();
    StreamPool pool =
        new StreamPool(
            count -> {
              asked.addAndGet(count);
              for (int i = 0; i < count; i++) {
                MemorySocket.connect(
                    made.join().accept(),
                    new StreamServer(handler, StreamFixture.PEER),
                    threads,
                    new Random(i));
              }
            },
            most,
            timer);
    made.complete(pool);
    return pool;
  }

  private static HttpResponse text(String text) {
    return HttpResponse.of(200).withBody(ResponseBody.of(text.getBytes(UTF_8)));
  }

  private static boolean failedWith(CompletableFuture<?> reply, ErrorCode code) {
    assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
    return true;
  }

  @Test
  void keepsTwoStreamsIdle() throws Exception {
    StreamPool pool = pool(10, request -> pending);
    await().until(() -> pool.open() == 2);
    pool.handle(REQUEST);
    await().until(() -> pool.open() == 3);
    pool.handle(REQUEST);
    pool.handle(REQUEST);
    await().until(() -> pool.open() == 5);
  }

  @Test
  void opensNoMoreThanItMayAndLetsOthersWait() throws Exception {
    StreamPool pool = pool(3, request -> pending.thenApply(reply -> text("done")));
    List<CompletableFuture<HttpReply>> replies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      replies.add(pool.handle(REQUEST).toCompletableFuture());
    }
    await().until(() -> pool.open() == 3);
    assertThat(replies).noneMatch(CompletableFuture::isDone);
    pending.complete(text(""));
    for (CompletableFuture<HttpReply> reply : replies) {
      HttpResponse response = (HttpResponse) reply.get(10, TimeUnit.SECONDS);
      assertThat(response.status()).isEqualTo(200);
    }
    assertThat(pool.open()).isEqualTo(3);
  }

  @Test
  void failsWhereNoStreamComes() {
    hurry();
    StreamPool pool = new StreamPool(asked::addAndGet, 10, timer);
    CompletableFuture<HttpReply> reply = pool.handle(REQUEST).toCompletableFuture();
    assertThat(failedWith(reply, LinkError.NO_STREAM)).isTrue();
    // What does not come is asked for again.
    int before = asked.get();
    await().until(() -> asked.get() > before);
  }

  @Test
  void failsEveryExchangeWhenItIsClosed() throws Exception {
    List<CompletableFuture<HttpReply>> pendings = new CopyOnWriteArrayList<>();
    StreamPool pool =
        pool(
            2,
            request -> {
              pendings.add(new CompletableFuture<>());
              return pendings.get(pendings.size() - 1);
            });
    CompletableFuture<HttpReply> first = pool.handle(REQUEST).toCompletableFuture();
    await().until(() -> pendings.size() == 1);
    CompletableFuture<HttpReply> second = pool.handle(REQUEST).toCompletableFuture();
    CompletableFuture<HttpReply> waiting = pool.handle(REQUEST).toCompletableFuture();
    await().until(() -> pendings.size() == 2);
    pool.close();
    assertThat(failedWith(first, LinkError.BROKEN)).isTrue();
    assertThat(failedWith(second, LinkError.BROKEN)).isTrue();
    assertThat(failedWith(waiting, LinkError.NO_STREAM)).isTrue();
    assertThat(failedWith(pool.handle(REQUEST).toCompletableFuture(), LinkError.NO_STREAM))
        .isTrue();
    await().until(() -> pool.open() == 0);
    await().until(() -> pendings.stream().allMatch(CompletableFuture::isCancelled));
  }

  @Test
  void replacesAStreamThatEnds() throws Exception {
    StreamPool pool = pool(2, request -> pending);
    CompletableFuture<HttpReply> reply = pool.handle(REQUEST).toCompletableFuture();
    await().until(() -> pool.open() == 2);
    int before = asked.get();
    reply.cancel(false);
    await().until(() -> asked.get() > before);
    await().until(() -> pool.open() == 2);
  }

  @Test
  void forgetsARequestThatWaitedInVain() throws Exception {
    StreamPool pool = pool(1, request -> pending);
    await().until(() -> pool.open() == 1);
    CompletableFuture<HttpReply> first = pool.handle(REQUEST).toCompletableFuture();
    pool.handle(REQUEST).toCompletableFuture().cancel(false);
    pending.complete(HttpResponse.of(204));
    assertThat(((HttpResponse) first.get(10, TimeUnit.SECONDS)).status()).isEqualTo(204);
    HttpReply third = pool.handle(REQUEST).toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(((HttpResponse) third).status()).isEqualTo(204);
  }

  @Test
  void closesWhatABurstHasLeftIdle() throws Exception {
    hurry();
    StreamPool pool = pool(20, request -> pending);
    List<CompletableFuture<HttpReply>> replies = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      replies.add(pool.handle(REQUEST).toCompletableFuture());
    }
    await().until(() -> pool.open() >= 15);
    pending.complete(HttpResponse.of(204));
    for (CompletableFuture<HttpReply> reply : replies) {
      reply.get(10, TimeUnit.SECONDS);
    }
    await().until(() -> pool.open() == 2);
  }

  @Test
  void closesAWebSocketThatNobodyOpens() throws Exception {
    hurry();
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    StreamPool pool =
        pool(
            2,
            request ->
                new WebSocketUpgrade(
                        HttpHeaders.empty(), "", WebSocketLimits.DEFAULT, new Closing(closed))
                    .asStage());
    HttpRequest upgrade = REQUEST.withHeaders(HttpHeaders.of("Upgrade", "websocket"));
    HttpReply reply = pool.handle(upgrade).toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(reply).isInstanceOf(WebSocketUpgrade.class);
    assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1006);
  }

  private record Closing(CompletableFuture<Integer> closed) implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {}

    @Override
    public void onText(WebSocketSession session, String text) {}

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {}

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {
      closed.complete(code);
    }
  }
}
