package dev.signalbox.daemon.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.ticket.TicketError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
class TransferTicketsTest {
  @TempDir Path temp;
  private TransferRig rig;
  private String token;

  @BeforeEach
  void open() throws Exception {
    rig = new TransferRig(temp);
    Files.writeString(rig.root.resolve("f"), "0123456789");
    token = rig.ticket("ann", "files.download", "f");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void continuesABrokenDownloadLongAfterTheTicketExpired() throws Exception {
    String etag = begin();
    for (int i = 0; i < 5; i++) {
      rig.pass(TransferTickets.CONTINUATION.minusSeconds(1));
      HttpResponse rest = rig.getWith(token, "f", "Range", "bytes=" + i + "-", "If-Range", etag);
      assertThat(rest.status()).isEqualTo(206);
      assertThat(TransferRig.drain(rest)).isEqualTo("0123456789".substring(i).getBytes(UTF_8));
      rig.table.sweep();
    }
  }

  @Test
  void refusesAContinuationThatIsNone() throws Exception {
    String etag = begin();
    fails(TicketError.SPENT, () -> rig.getWith(token, "f"));
    fails(TicketError.SPENT, () -> rig.getWith(token, "f", "Range", "bytes=1-"));
    fails(TicketError.SPENT, () -> rig.getWith(token, "f", "If-Range", etag));
    fails(
        TicketError.SPENT,
        () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", "\"other\""));
    fails(
        TicketError.SPENT,
        () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", "W/" + etag));
    fails(
        TicketError.WRONG_PATH,
        () -> rig.getWith(token, "g", "Range", "bytes=1-", "If-Range", etag));
    fails(
        TicketError.WRONG_OPERATION,
        () ->
            rig.admit(
                token,
                "files.upload",
                "f",
                TransferRig.request(
                    "PUT", RequestBody.empty(), "Range", "bytes=1-", "If-Range", etag)));
  }

  @Test
  void refusesAContinuationAfterHalfAnHour() throws Exception {
    String etag = begin();
    rig.table.sweep();
    rig.pass(TransferTickets.CONTINUATION);
    fails(TicketError.SPENT, () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
    rig.table.sweep();
    fails(
        TicketError.EXPIRED, () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
  }

  @Test
  void refusesAContinuationWhileTheDownloadRuns() throws Exception {
    HttpResponse running = rig.getWith(token, "f");
    String etag = running.headers().first("ETag").orElseThrow();
    fails(TicketError.SPENT, () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
    TransferRig.drain(running);
    assertThat(rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag).status())
        .isEqualTo(206);
  }

  @Test
  void letsOneOfManyContinuationsPass() throws Exception {
    String etag = begin();
    for (int round = 0; round < 20; round++) {
      CyclicBarrier start = new CyclicBarrier(8);
      List<Future<HttpResponse>> attempts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        attempts.add(
            rig.workers.submit(
                () -> {
                  start.await();
                  return rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag);
                }));
      }
      List<HttpResponse> passed = new ArrayList<>();
      for (Future<HttpResponse> attempt : attempts) {
        try {
          passed.add(attempt.get());
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(code(e.getCause())).isEqualTo(TicketError.SPENT);
        }
      }
      assertThat(passed).hasSize(1);
      TransferRig.drain(passed.get(0));
    }
  }

  @Test
  void opensOnceForATicketUsedEightTimesAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(8);
    List<Future<HttpResponse>> attempts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      attempts.add(
          rig.workers.submit(
              () -> {
                start.await();
                return rig.getWith(token, "f");
              }));
    }
    int opened = 0;
    for (Future<HttpResponse> attempt : attempts) {
      try {
        attempt.get();
        opened++;
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(code(e.getCause())).isEqualTo(TicketError.SPENT);
      }
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void doesNotContinueIntoAnotherContent() throws Exception {
    String etag = begin();
    rig.putNow("f", "another!".getBytes(UTF_8));
    fails(
        RequestError.PRECONDITION_FAILED,
        () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
    assertThat(rig.table.open()).isEmpty();
  }

  @Test
  void doesNotContinueWhatWasRevoked() throws Exception {
    String etag = begin();
    rig.table.closeOfSubject("ann", TransferRig.LOBBY);
    fails(TicketError.SPENT, () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
    rig.pass(Duration.ofMinutes(2));
    fails(
        TicketError.EXPIRED, () -> rig.getWith(token, "f", "Range", "bytes=1-", "If-Range", etag));
  }

  @Test
  void doesNotContinueADownloadThatNeverBegan() {
    String missing = rig.ticket("ann", "files.download", "missing");
    assertThatThrownBy(() -> rig.getWith(missing, "missing"))
        .isInstanceOf(SignalboxException.class);
    fails(
        TicketError.SPENT,
        () -> rig.getWith(missing, "missing", "Range", "bytes=1-", "If-Range", "\"a\""));
  }

  private String begin() throws Exception {
    HttpResponse first = rig.getWith(token, "f");
    TransferRig.drain(first);
    return first.headers().first("ETag").orElseThrow();
  }

  private static ErrorCode code(Throwable failure) {
    return ((SignalboxException) failure).code();
  }

  private static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call).satisfies(e -> assertThat(code(e)).isEqualTo(code));
  }
}
