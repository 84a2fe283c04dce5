package dev.signalbox.api.link.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.link.LinkError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamExchangeTest {
  private static final int EXCHANGES = 600;

  private final long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
  private final StreamFixture streams = new StreamFixture(seed);
  @TempDir Path directory;

  @AfterEach
  void close() {
    streams.close();
  }

  private static byte[] bytes(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static HttpResponse ok(ResponseBody body) {
    return new HttpResponse(200, HttpHeaders.of("Y", "ü"), body);
  }

  private static HttpResponse text(String text) {
    return ok(ResponseBody.of(text.getBytes(UTF_8)));
  }

  /** One of the four shapes of a body with those bytes. */
  private ResponseBody shape(byte[] bytes, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> ResponseBody.of(bytes);
      case 1 -> file(bytes);
      case 2 ->
          bytes.length == 0
              ? ResponseBody.empty()
              : ResponseBody.of(
                  Chunks.ofBuffers(bytes, random, streams.threads()),
                  OptionalLong.of(bytes.length));
      default ->
          bytes.length == 0
              ? ResponseBody.empty()
              : ResponseBody.of(
                  Chunks.ofBuffers(bytes, random, streams.threads()), OptionalLong.empty());
    };
  }

  private ResponseBody file(byte[] bytes) {
    try {
      Path file = Files.write(Files.createTempFile(directory, "body", ""), bytes);
      return ResponseBody.of(FileChannel.open(file), 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers what was sent, reversed, in some shape; or does not read all of it. */
  private HttpHandler reversing() {
    return request -> {
      Random random = new Random(Long.parseLong(request.path().substring(1)));
      if (random.nextInt(8) == 0) {
        return text("early").asStage();
      }
      return Reader.all(request.body(), random, streams.threads())
          .thenApply(read -> ok(shape(reversed(read), random)));
    };
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void carriesEveryExchangeWhole() throws Exception {
    Random random = new Random(seed);
    streams.open(reversing());
    for (int i = 0; i < EXCHANGES; i++) {
      if (!streams.closed().isEmpty()) {
        streams.closed().clear();
        streams.open(reversing());
      }
      byte[] sent = bytes(size(random), random);
      RequestBody body =
          sent.length == 0 ? RequestBody.empty() : streams.body(sent, random.nextBoolean());
      HttpReply reply = exchange(random.nextInt(1 << 30), body);
      byte[] expected = reversed(sent);
      ResponseBody answer = ((HttpResponse) reply).body();
      if (random.nextInt(10) == 0 && answer instanceof ResponseBody.Stream stream) {
        byte[] part =
            Reader.some(stream.publisher(), random, streams.threads(), 1).get(10, TimeUnit.SECONDS);
        assertThat(isStart(part, expected) || isStart(part, "early".getBytes(UTF_8)))
            .as("exchange %d of seed %d", i, seed)
            .isTrue();
      } else {
        byte[] read = streams.read(reply);
        assertThat(Arrays.equals(read, expected) || Arrays.equals(read, "early".getBytes(UTF_8)))
            .as("exchange %d of seed %d: %d bytes of %d", i, seed, read.length, expected.length)
            .isTrue();
      }
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> streams.isFree() || !streams.closed().isEmpty());
    }
    assertThat(streams.opened()).as("streams").isLessThan(EXCHANGES / 2);
  }

  private HttpReply exchange(int path, RequestBody body) throws Exception {
    return streams.call(StreamFixture.request("PUT", "/" + path, body));
  }

  private static int size(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 1 + random.nextInt(100);
      case 2 -> 1 + random.nextInt(100_000);
      default -> 1 + random.nextInt(2_000_000);
    };
  }

  private static boolean isStart(byte[] part, byte[] whole) {
    return part.length <= whole.length
        && Arrays.equals(part, 0, part.length, whole, 0, part.length);
  }

  @Test
  void passesHeadsAsTheyAre() throws Exception {
    CompletableFuture<HttpRequest> seen = new CompletableFuture<>();
    streams.open(
        request -> {
          seen.complete(request);
          return ok(ResponseBody.empty()).asStage();
        });
    HttpRequest sent =
        new HttpRequest(
            "DELETE",
            "/a%20b/ü".replace("ü", "%C3%BC"),
            "x=1&y",
            HttpHeaders.of("A", "é\t\"", "a", "2"),
            RequestBody.empty(),
            StreamFixture.PEER);
    HttpReply reply = streams.call(sent);
    HttpRequest served = seen.get(10, TimeUnit.SECONDS);
    assertThat(served.method()).isEqualTo("DELETE");
    assertThat(served.path()).isEqualTo(sent.path());
    assertThat(served.query()).isEqualTo(sent.query());
    assertThat(served.headers().fields()).isEqualTo(sent.headers().fields());
    assertThat(served.body().length()).hasValue(0);
    assertThat(served.peer()).isEqualTo(StreamFixture.PEER);
    assertThat(reply.headers().fields()).containsExactly(new HttpHeaders.Field("Y", "ü"));
  }

  @Test
  void answersHeadWithTheLengthAndKeepsTheStream() throws Exception {
    streams.open(request -> ok(file(new byte[12345])).asStage());
    for (int i = 0; i < 50; i++) {
      HttpResponse response = (HttpResponse) streams.call("HEAD", "/");
      assertThat(response.body().length()).hasValue(12345);
      response.body().release();
      assertThat(streams.read(streams.call("GET", "/"))).hasSize(12345);
    }
    assertThat(streams.opened()).isOne();
  }

  @Test
  void sendsNoBodyWhereTheStatusHasNone() throws Exception {
    streams.open(
        request ->
            new HttpResponse(
                    Integer.parseInt(request.path().substring(1)),
                    HttpHeaders.empty(),
                    file(new byte[10]))
                .asStage());
    for (int status : new int[] {204, 304, 200}) {
      HttpResponse response = (HttpResponse) streams.call("GET", "/" + status);
      assertThat(response.status()).isEqualTo(status);
      assertThat(streams.read(response)).hasSize(status == 200 ? 10 : 0);
    }
  }

  @Test
  void leavesAnUnreadAnswerToItselfWhileTheNextGoesOn() throws Exception {
    streams.open(request -> text(request.path().repeat(20_000)).asStage());
    HttpReply unread = streams.call("GET", "/a");
    for (int i = 0; i < 20; i++) {
      assertThat(new String(streams.read(streams.call("GET", "/b")), UTF_8))
          .isEqualTo("/b".repeat(20_000));
      streams.call("GET", "/c");
    }
    assertThat(new String(streams.read(unread), UTF_8)).isEqualTo("/a".repeat(20_000));
    assertThat(streams.opened()).isOne();
  }

  @Test
  void refusesASecondCallMeanwhile() throws Exception {
    CompletableFuture<HttpReply> pending = new CompletableFuture<>();
    streams.open(request -> pending);
    StreamCaller caller = streams.free();
    HttpRequest request = StreamFixture.request("GET", "/", RequestBody.empty());
    CompletableFuture<HttpReply> first = caller.call(request).toCompletableFuture();
    assertThatIllegalStateException().isThrownBy(() -> caller.call(request));
    pending.complete(text("done"));
    assertThat(streams.read(first.get(10, TimeUnit.SECONDS))).hasSize(4);
  }

  @Test
  void refusesAHeadThatIsTooLargeAndKeepsTheStream() throws Exception {
    streams.open(
        request ->
            request.path().equals("/large")
                ? ok(ResponseBody.empty()).with("Large", "x".repeat(70_000)).asStage()
                : text("small").asStage());
    HttpRequest large = StreamFixture.request("GET", "/" + "x".repeat(70_000), RequestBody.empty());
    assertThatThrownBy(() -> streams.call(large))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> assertThat(e.code()).isEqualTo(RequestError.HEAD_TOO_LARGE));
    assertThat(((HttpResponse) streams.call("GET", "/large")).status()).isEqualTo(500);
    assertThat(streams.read(streams.call("GET", "/"))).hasSize(5);
    assertThat(streams.opened()).isOne();
  }

  @Test
  void breaksOffWhereABodyIsNotAsLongAsPromised() throws Exception {
    for (int promised : new int[] {9, 11}) {
      streams.open(
          request ->
              ok(ResponseBody.of(
                      Chunks.ofBuffers(new byte[10], streams.random(), streams.threads()),
                      OptionalLong.of(promised)))
                  .asStage());
      HttpReply reply = streams.call("GET", "/");
      assertThatThrownBy(() -> streams.read(reply))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              SignalboxException.class, e -> assertThat(e.code()).isEqualTo(LinkError.BROKEN));
      assertThat(streams.closed().poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void breaksOffAFileThatIsTooShortAndClosesIt() throws Exception {
    CompletableFuture<FileChannel> opened = new CompletableFuture<>();
    Path file = Files.write(directory.resolve("short"), new byte[100_000]);
    streams.open(
        request -> {
          try {
            FileChannel channel = FileChannel.open(file);
            opened.complete(channel);
            return ok(ResponseBody.of(channel, 0, 100_001)).asStage();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    HttpReply reply = streams.call("GET", "/");
    assertThatThrownBy(() -> streams.read(reply)).isInstanceOf(ExecutionException.class);
    await().until(() -> !opened.get().isOpen());
  }

  @Test
  void answers500WhereTheHandlerFails() throws Exception {
    streams.open(
        request -> {
          throw new IllegalStateException("on purpose");
        });
    for (int i = 0; i < 3; i++) {
      assertThat(((HttpResponse) streams.call("GET", "/")).status()).isEqualTo(500);
    }
    assertThat(streams.opened()).isOne();
  }

  @Test
  void passesTheFailureOfARequestsBody() throws Exception {
    CompletableFuture<byte[]> read = new CompletableFuture<>();
    streams.open(
        request -> {
          Reader.all(request.body(), streams.random(), streams.threads())
              .whenComplete(
                  (bytes, failure) -> {
                    if (failure != null) {
                      read.completeExceptionally(failure);
                    }
                  });
          return new CompletableFuture<>();
        });
    RequestBody tooShort =
        new RequestBody() {
          @Override
          public OptionalLong length() {
            return OptionalLong.of(11);
          }

          @Override
          public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> target) {
            Chunks.ofLists(new byte[10], streams.random(), streams.threads()).subscribe(target);
          }
        };
    assertThatThrownBy(() -> streams.call(StreamFixture.request("PUT", "/", tooShort)))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("shorter than promised");
    assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(LinkError.BROKEN));
  }

  @Test
  void isNotHeldUpByAHandlerThatStopsToRead() throws Exception {
    CompletableFuture<Throwable> told = new CompletableFuture<>();
    streams.open(
        request -> {
          request.body().subscribe(new Stalling(told));
          return text("enough").asStage();
        });
    for (int i = 0; i < 3; i++) {
      RequestBody body = streams.body(new byte[700_000], true);
      if (i > 0 && !streams.isFree()) {
        await().until(() -> streams.isFree() || !streams.closed().isEmpty());
        if (streams.closed().poll() != null) {
          streams.open(request -> text("enough").asStage());
        }
      }
      assertThat(streams.read(streams.call(StreamFixture.request("PUT", "/", body)))).hasSize(6);
    }
    assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(SignalboxException.class);
  }

  /** Takes one item of a body and asks for no other. */
  private record Stalling(CompletableFuture<Throwable> told)
      implements Flow.Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable failure) {
      told.complete(failure);
    }

    @Override
    public void onComplete() {
      told.complete(new AssertionError("complete"));
    }
  }
}
