package dev.signalbox.daemon.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FileTransfersTest {
  @TempDir Path temp;
  private TransferRig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new TransferRig(temp);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void downloadsAsAnAttachmentThatNoBrowserRuns() throws Exception {
    String name = "a \"\u00e9\n.html";
    Files.writeString(rig.root.resolve(name), "<script>");
    HttpResponse response = rig.get(name);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''a%20%22%C3%A9%0A.html");
    assertThat(response.headers().first("Content-Type")).contains("application/octet-stream");
    assertThat(response.headers().first("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().first("Content-Security-Policy"))
        .contains("sandbox; default-src 'none'");
    assertThat(response.headers().first("Accept-Ranges")).contains("bytes");
    assertThat(TransferRig.drain(response)).isEqualTo("<script>".getBytes(UTF_8));
  }

  @Test
  void answersRangesAndConditions() throws Exception {
    Files.writeString(rig.root.resolve("f"), "0123456789");
    HttpResponse whole = rig.get("f");
    String etag = whole.headers().first("ETag").orElseThrow();
    TransferRig.drain(whole);

    HttpResponse part = rig.get("f", "Range", "bytes=2-4", "If-Range", etag);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers().first("Content-Range")).contains("bytes 2-4/10");
    assertThat(TransferRig.drain(part)).isEqualTo("234".getBytes(UTF_8));

    HttpResponse other = rig.get("f", "Range", "bytes=2-4", "If-Range", "\"other\"");
    assertThat(other.status()).isEqualTo(200);
    TransferRig.drain(other);

    assertThat(rig.get("f", "If-None-Match", etag).status()).isEqualTo(304);
    assertThat(rig.get("f", "Range", "bytes=10-").status()).isEqualTo(416);
    assertThat(rig.table.open()).isEmpty();
    fails(FileError.NOT_FOUND, () -> rig.get("missing"));
  }

  @Test
  void createsAndReplacesByUpload() throws Exception {
    HttpResponse created = rig.putNow("f", "one".getBytes(UTF_8));
    assertThat(created.status()).isEqualTo(201);
    HttpResponse replaced = rig.putNow("f", "two".getBytes(UTF_8));
    assertThat(replaced.status()).isEqualTo(204);
    assertThat(rig.root.resolve("f")).hasContent("two");
    HttpResponse read = rig.get("f");
    assertThat(read.headers().first("ETag")).isEqualTo(replaced.headers().first("ETag"));
    TransferRig.drain(read);
    assertThat(rig.putNow("empty", new byte[0]).status()).isEqualTo(201);
    assertThat(rig.root.resolve("empty")).isEmptyFile();
  }

  @Test
  void honoursConditionsOfUploads() throws Exception {
    String first = rig.putNow("f", "one".getBytes(UTF_8)).headers().first("ETag").orElseThrow();
    fails(
        RequestError.PRECONDITION_FAILED, () -> rig.putNow("f", new byte[1], "If-None-Match", "*"));
    fails(
        RequestError.PRECONDITION_FAILED,
        () -> rig.putNow("f", new byte[1], "If-Match", "\"other\""));
    fails(RequestError.PRECONDITION_FAILED, () -> rig.putNow("new", new byte[1], "If-Match", "*"));
    fails(RequestError.INVALID, () -> rig.putNow("f", new byte[1], "Content-Range", "bytes 0-0/9"));
    assertThat(rig.root.resolve("f")).hasContent("one");
    assertThat(rig.putNow("f", "two".getBytes(UTF_8), "If-Match", first).status()).isEqualTo(204);
    fails(
        RequestError.PRECONDITION_FAILED,
        () -> rig.putNow("f", "three".getBytes(UTF_8), "If-Match", first));
    assertThat(rig.root.resolve("f")).hasContent("two");
    assertThat(rig.staging).isEmptyDirectory();
  }

  @Test
  void refusesBeforeTheBodyIsAskedFor() {
    HandFedBody body = new HandFedBody(OptionalLong.empty());
    fails(FileError.NOT_FOUND, () -> rig.put("missing/f", body));
    fails(FileError.NO_SPACE, () -> rig.put("f", new HandFedBody(OptionalLong.of(Long.MAX_VALUE))));
    assertThat(body.hasDemand()).isFalse();
    assertThat(rig.staging).isEmptyDirectory();
    assertThat(rig.table.open()).isEmpty();
  }

  @Test
  void takesABodyWhoseBuffersAreOnlyLent() throws Exception {
    HandFedBody body = new HandFedBody(OptionalLong.empty());
    CompletableFuture<HttpReply> reply = rig.put("f", body).toCompletableFuture();
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String part = "part " + i + "\n";
      sent.append(part);
      body.feed(part.getBytes(UTF_8));
    }
    assertThat(rig.root.resolve("f")).doesNotExist();
    body.end();
    assertThat(((HttpResponse) reply.get(20, TimeUnit.SECONDS)).status()).isEqualTo(201);
    assertThat(rig.root.resolve("f")).hasContent(sent.toString());
  }

  @Test
  void leavesTheOldFileWhenTheBodyBreaksOff() throws Exception {
    rig.putNow("f", "old".getBytes(UTF_8));
    HandFedBody body = new HandFedBody(OptionalLong.of(1000));
    CompletableFuture<HttpReply> reply = rig.put("f", body).toCompletableFuture();
    body.feed(new byte[100]);
    assertThat(rig.table.open()).hasSize(1);
    body.breakOff();
    fails(RequestError.BAD_BODY, reply::join);
    assertThat(rig.root.resolve("f")).hasContent("old");
    assertThat(rig.staging).isEmptyDirectory();
    assertThat(rig.table.open()).isEmpty();
  }

  @Test
  void endsAnUploadWhoseClientIsGone() throws Exception {
    HandFedBody body = new HandFedBody(OptionalLong.of(1000));
    CompletableFuture<HttpReply> reply = rig.put("f", body).toCompletableFuture();
    body.feed(new byte[100]);
    reply.cancel(false);
    assertThat(body.cancelled).isTrue();
    assertThat(rig.staging).isEmptyDirectory();
    assertThat(rig.root.resolve("f")).doesNotExist();
    assertThat(rig.table.open()).isEmpty();
  }

  @Test
  void letsExactlyOneOfRacingConditionalUploadsWin() throws Exception {
    for (int round = 0; round < 30; round++) {
      String[] condition =
          round == 0 ? new String[] {"If-None-Match", "*"} : new String[] {"If-Match", etag("f")};
      assertThat(race(8, condition)).as("round " + round).isEqualTo(1);
    }
    assertThat(rig.staging).isEmptyDirectory();
  }

  @Test
  void showsReadersTheOldOrTheWholeNewFile() throws Exception {
    byte[] a = content('a', 3_000_000);
    byte[] b = content('b', 2_000_001);
    rig.putNow("f", a);
    Future<?> writing =
        rig.workers.submit(
            () -> {
              for (int i = 0; i < 40; i++) {
                rig.putNow("f", i % 2 == 0 ? b : a);
              }
            });
    int reads = 0;
    while (!writing.isDone() || reads < 20) {
      byte[] seen = TransferRig.drain(rig.get("f"));
      assertThat(seen.length == a.length || seen.length == b.length).isTrue();
      byte expected = seen.length == a.length ? a[0] : b[0];
      for (byte each : seen) {
        if (each != expected) {
          throw new AssertionError("a mixture of both");
        }
      }
      reads++;
    }
    writing.get();
  }

  @Test
  void revokesOnePersonsTransfersAndNoOthers() throws Exception {
    Files.writeString(rig.root.resolve("f"), "content");
    HttpResponse anns = rig.getWith(rig.ticket("ann", "files.download", "f"), "f");
    HttpResponse bobs = rig.getWith(rig.ticket("bob", "files.download", "f"), "f");
    HandFedBody body = new HandFedBody(OptionalLong.empty());
    CompletableFuture<HttpReply> upload = rig.put("g", body).toCompletableFuture();
    body.feed(new byte[10]);
    assertThat(rig.table.open()).hasSize(3);

    assertThat(rig.table.closeOfSubject("ann")).isEqualTo(2);

    assertThat(channel(anns).isOpen()).isFalse();
    assertThat(channel(bobs).isOpen()).isTrue();
    fails(FileError.UNAVAILABLE, upload::join);
    assertThat(body.cancelled).isTrue();
    assertThat(rig.root.resolve("g")).doesNotExist();
    assertThat(rig.staging).isEmptyDirectory();
    assertThat(rig.table.open()).extracting(Transfers.Info::subject).containsExactly("bob");
    assertThat(rig.table.closeOfInstance(TransferRig.LOBBY)).isEqualTo(1);
    assertThat(channel(bobs).isOpen()).isFalse();
  }

  @Test
  void endsTransfersThatLastTooLong() throws Exception {
    Files.writeString(rig.root.resolve("f"), "content");
    HttpResponse response = rig.get("f");
    rig.pass(Transfers.MAX_LIFE.minusSeconds(1));
    rig.table.sweep();
    assertThat(channel(response).isOpen()).isTrue();
    rig.pass(Duration.ofSeconds(1));
    rig.table.sweep();
    assertThat(channel(response).isOpen()).isFalse();
  }

  private int race(int writers, String[] condition) throws Exception {
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Future<Boolean>> outcomes = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      byte[] content = content((char) ('a' + writer), 100);
      Callable<Boolean> attempt =
          () -> {
            start.await();
            try {
              rig.putNow("f", content, condition);
              return true;
            } catch (CompletionException | SignalboxException e) {
              assertThat(code(e)).isEqualTo(RequestError.PRECONDITION_FAILED);
              return false;
            }
          };
      outcomes.add(rig.workers.submit(attempt));
    }
    int won = 0;
    for (Future<Boolean> outcome : outcomes) {
      won += outcome.get() ? 1 : 0;
    }
    return won;
  }

  private String etag(String path) throws Exception {
    HttpResponse response = rig.get(path);
    TransferRig.drain(response);
    return response.headers().first("ETag").orElseThrow();
  }

  private static byte[] content(char letter, int size) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) letter);
    return bytes;
  }

  private static FileChannel channel(HttpResponse response) {
    return ((ResponseBody.FileRegion) response.body()).channel();
  }

  private static ErrorCode code(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return ((SignalboxException) cause).code();
  }

  private static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call).satisfies(e -> assertThat(code(e)).isEqualTo(code));
  }
}
