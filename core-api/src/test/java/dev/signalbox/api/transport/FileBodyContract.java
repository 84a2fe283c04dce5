package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions of files: what is sent, and that the channel is closed on every path. */
public abstract class FileBodyContract extends TransportContract {
  private static final int LARGE = 64 * 1024 * 1024;

  @TempDir Path directory;

  private Path file(int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(directory.resolve("file"), bytes);
  }

  /** Makes a file of zeros that takes no room. */
  private Path large() throws IOException {
    Path path = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(LARGE);
    }
    return path;
  }

  private static HttpReply region(FileChannel channel, long position, long count) {
    return new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(channel, position, count));
  }

  /** Answers with a region of a newly opened channel and lets the test see it. */
  private static HttpHandler sending(
      Path path, long position, long count, AtomicReference<FileChannel> opened) {
    return request -> {
      try {
        FileChannel channel = FileChannel.open(path);
        opened.set(channel);
        return region(channel, position, count).asStage();
      } catch (IOException e) {
        return CompletableFuture.failedStage(e);
      }
    };
  }

  @Test
  void sendsJustTheRegion() throws Exception {
    Path path = file(3_000_000);
    byte[] expected = Arrays.copyOfRange(Files.readAllBytes(path), 70_001, 2_500_004);
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(path, 70_001, expected.length, opened)));
    for (int i = 0; i < 3; i++) {
      RawResponse response = client.get("/").read();
      assertThat(response.headers().all("Content-Length")).containsExactly("" + expected.length);
      assertThat(Arrays.equals(response.body(), expected)).isTrue();
      awaitClosed(opened);
    }
  }

  /**
   * What was sent and not yet read lies in the kernel: as a copy, or, without one, as the pages of
   * the file, in which a later change is seen.
   */
  @Test
  @Tag("linux")
  void copiesNothingExactlyWhereItSaysSo() throws Exception {
    int size = 400_000;
    Path path = file(size);
    Files.write(path, new byte[size]);
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(path, 0, size, opened)), 2 * 1024 * 1024);
    client.get("/");
    await().until(() -> opened.get() != null);
    awaitClosed(opened);
    byte[] changed = new byte[size];
    Arrays.fill(changed, (byte) 1);
    Files.write(path, changed, StandardOpenOption.WRITE);
    byte[] body = client.read().body();
    boolean copied = body[size - 1] == 0;
    assertThat(copied).isEqualTo(subject().tls() || !can(TransportCapability.ZERO_COPY));
  }

  @Test
  void sendsFromAChannelThatIsNotTheJdks() throws Exception {
    Path path = file(1_000_000);
    CountingChannel channel = new CountingChannel(path);
    RawClient client = connect(serve(request -> region(channel, 10, 900_000).asStage()));
    byte[] expected = Arrays.copyOfRange(Files.readAllBytes(path), 10, 900_010);
    assertThat(Arrays.equals(client.get("/").read().body(), expected)).isTrue();
    await().until(() -> channel.closed() == 1);
  }

  @Test
  void sendsAnEmptyRegion() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(file(10), 10, 0, opened)));
    assertThat(client.get("/").read().body()).isEmpty();
    assertThat(client.get("/").read().body()).isEmpty();
    awaitClosed(opened);
  }

  @Test
  void closesTheChannelUnsentForHead() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(file(1000), 0, 1000, opened)));
    client.request("HEAD", "/");
    assertThat(client.readHead().headers().all("Content-Length")).containsExactly("1000");
    awaitClosed(opened);
    assertThat(client.get("/").read().body()).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void closesTheChannelUnsentWhereTheStatusHasNoBody(int status) throws Exception {
    CountingChannel channel = new CountingChannel(file(1000));
    RawClient client =
        connect(
            serve(
                request ->
                    new HttpResponse(status, HttpHeaders.empty(), ResponseBody.of(channel, 0, 1000))
                        .asStage()));
    assertThat(client.get("/").readHead().status()).isEqualTo(status);
    await().until(() -> channel.closed() == 1);
  }

  @Test
  void breaksOffWhereTheFileIsShorterThanPromised() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(file(1000), 0, 5000, opened)));
    client.get("/");
    assertThat(client.readToEnd()).hasSizeLessThan(5000);
    awaitClosed(opened);
  }

  @Test
  void breaksOffWhereTheFileShrinksMeanwhile() throws Exception {
    Path path = large();
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(path, 0, LARGE, opened)), 64 * 1024);
    client.get("/").readHead();
    client.readExactly(100_000);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(50_000);
    }
    assertThat(client.readToEnd()).hasSizeLessThan(LARGE - 100_000);
    awaitClosed(opened);
  }

  @Test
  void closesTheChannelWhereTheClientGoesAway() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client = connect(serve(sending(large(), 0, LARGE, opened)), 64 * 1024);
    client.get("/").readHead();
    client.readExactly(100_000);
    client.reset();
    awaitClosed(opened);
  }

  @Test
  void closesTheChannelWhereTheClientTakesNothing() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    RawClient client =
        connect(serve(TestLimits.SHORT_BODY, sending(large(), 0, LARGE, opened)), 64 * 1024);
    client.get("/").readHead();
    awaitClosed(opened);
    assertThat(client.readToEnd()).hasSizeLessThan(LARGE);
  }

  @Test
  void closesTheChannelWhereTheClientWentBeforeTheReply() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CountingChannel channel = new CountingChannel(large());
    RawClient client =
        connect(
            serve(
                request -> {
                  asked.complete(null);
                  return reply.minimalCompletionStage();
                }));
    client.get("/");
    asked.join();
    client.reset();
    reply.complete(region(channel, 0, LARGE));
    await().until(() -> channel.closed() == 1);
  }

  @Test
  void closesTheChannelWhereTheServerStops() throws Exception {
    AtomicReference<FileChannel> opened = new AtomicReference<>();
    HttpServer server = serve(sending(large(), 0, LARGE, opened));
    RawClient client = connect(server, 64 * 1024);
    client.get("/").readHead();
    assertThat(server.stop(Duration.ofMillis(100))).isEqualTo(StopOutcome.FORCED);
    assertThat(opened.get().isOpen()).isFalse();
  }

  @Test
  void closesTheChannelWhereTheReplyComesBehindTheStop() throws Exception {
    CompletableFuture<HttpReply> reply = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CountingChannel channel = new CountingChannel(file(1000));
    HttpServer server =
        serve(
            request -> {
              asked.complete(null);
              return reply.minimalCompletionStage();
            });
    connect(server).get("/");
    asked.join();
    assertThat(server.stop(Duration.ZERO)).isEqualTo(StopOutcome.FORCED);
    reply.complete(region(channel, 0, 1000));
    await().until(() -> channel.closed() == 1);
  }

  @Test
  void closesTheChannelThatCannotBeRead() throws Exception {
    CountingChannel channel = CountingChannel.failingFrom(100_000, file(1_000_000));
    HttpServer server = serve(request -> region(channel, 0, 1_000_000).asStage());
    RawClient client = connect(server);
    client.get("/");
    assertThat(client.readToEnd()).hasSizeLessThan(1_000_000);
    await().until(() -> channel.closed() == 1);
  }

  @Test
  void closesTheChannelOfAReplyToARefusedBody() throws Exception {
    CountingChannel channel = new CountingChannel(file(1000));
    RawClient client = connect(serve(request -> region(channel, 0, 1000).asStage()));
    client.request("PUT", "/", "Content-Length: 8000000000");
    assertThat(client.read().body()).hasSize(1000);
    await().until(() -> channel.closed() == 1);
    assertThat(client.readToEnd()).isEmpty();
  }

  private static void awaitClosed(AtomicReference<FileChannel> opened) {
    await().until(() -> !opened.get().isOpen());
  }
}
