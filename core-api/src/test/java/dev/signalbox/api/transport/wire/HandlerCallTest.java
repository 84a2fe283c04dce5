package dev.signalbox.api.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerCallTest {
  private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);
  private static final HttpRequest REQUEST =
      new HttpRequest(
          "GET",
          "/",
          "",
          HttpHeaders.of("Host", "a"),
          RequestBody.empty(),
          new Peer(NOWHERE, NOWHERE, false));

  private final List<Integer> answers = new ArrayList<>();
  private final CompletableFuture<HttpReply> stage = new CompletableFuture<>();
  private @Nullable SignalboxException fault;

  private HandlerCall begin(HttpHandler handler, Executor ioThread) {
    HandlerCall call =
        new HandlerCall(
            REQUEST, ioThread, () -> fault, reply -> answers.add(((HttpResponse) reply).status()));
    call.begin(handler);
    return call;
  }

  private HandlerCall begin() {
    return begin(request -> stage, Runnable::run);
  }

  @Test
  void passesAReplyOn() {
    HandlerCall call = begin();
    assertThat(call.isWaiting()).isTrue();
    stage.complete(HttpResponse.of(201));
    assertThat(call.isWaiting()).isFalse();
    call.giveUp();
    assertThat(answers).containsExactly(201);
  }

  @Test
  void answersForAHandlerThatFails() {
    begin(
        request -> {
          throw new IllegalStateException("on purpose");
        },
        Runnable::run);
    begin(request -> nothing(), Runnable::run);
    begin(request -> CompletableFuture.completedStage(nothing()), Runnable::run);
    begin(request -> CompletableFuture.failedStage(new Error("on purpose")), Runnable::run);
    assertThat(answers).containsExactly(500, 500, 500, 500);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what no handler should return
  private static <T> T nothing() {
    return null;
  }

  @Test
  void blamesAMalformedBodyForTheHandlersFailure() {
    begin();
    fault = new SignalboxException(RequestError.BAD_BODY, "malformed");
    stage.completeExceptionally(new IllegalStateException("on purpose"));
    assertThat(answers).containsExactly(400);
  }

  @Test
  void givesUpAHandlerThatDoesNotAnswer() {
    HandlerCall call = begin();
    fault = new SignalboxException(RequestError.TIMEOUT, "slow");
    call.giveUp();
    assertThat(stage).isCancelled();
    assertThat(answers).containsExactly(408);
  }

  @Test
  void cancelsAHandlerThatNobodyWaitsFor() {
    HandlerCall call = begin();
    call.cancel();
    assertThat(stage).isCancelled();
    assertThat(answers).isEmpty();
  }

  @Test
  void releasesWhatComesTooLate(@TempDir Path dir) throws Exception {
    FileChannel late = channel(dir.resolve("late"));
    CompletionStage<HttpReply> deaf = stage.minimalCompletionStage();
    HandlerCall call = begin(request -> deaf, Runnable::run);
    call.cancel();
    stage.complete(file(late));
    assertThat(late.isOpen()).isFalse();

    FileChannel rejected = channel(dir.resolve("rejected"));
    begin(
        request -> CompletableFuture.completedStage(file(rejected)),
        task -> {
          throw new RejectedExecutionException();
        });
    assertThat(rejected.isOpen()).isFalse();
    assertThat(answers).isEmpty();
  }

  private static FileChannel channel(Path path) throws Exception {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static HttpReply file(FileChannel channel) {
    return new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(channel, 0, 0));
  }
}
