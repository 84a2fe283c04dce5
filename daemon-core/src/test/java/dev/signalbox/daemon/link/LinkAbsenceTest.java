package dev.signalbox.daemon.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.transfer.Transfers;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LinkAbsenceTest {
  private final AtomicInteger consolesEnded = new AtomicInteger();
  private final AtomicInteger transfersEnded = new AtomicInteger();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  LinkAbsenceTest() {
    timer.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void endsEverythingWhereNoLinkEverCame() {
    absence(Duration.ofMillis(20)).start();
    await().until(() -> consolesEnded.get() == 1 && transfersEnded.get() == 1);
  }

  @Test
  void endsEverythingAfterTheLinkWent() {
    LinkAbsence absence = absence(Duration.ofMillis(200));
    absence.start();
    absence.linkUp();
    await().during(Duration.ofMillis(400)).until(() -> consolesEnded.get() == 0);
    absence.linkDown();
    await().until(() -> consolesEnded.get() == 1 && transfersEnded.get() == 1);
  }

  @Test
  void aLinkThatComesBackInTimeSpares() {
    LinkAbsence absence = absence(Duration.ofHours(1));
    absence.start();
    assertThat(timer.getQueue()).hasSize(1);
    absence.linkUp();
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void countsFromTheBeginningOfAnAbsence() {
    LinkAbsence absence = absence(Duration.ofHours(1));
    absence.start();
    Object first = timer.getQueue().peek();
    absence.linkDown();
    absence.linkDown();
    assertThat(timer.getQueue()).singleElement().isSameAs(first);
  }

  @Test
  void looksAgainForWhatATicketFromBeforeOpensLate() {
    absence(Duration.ofMillis(20)).start();
    await().until(() -> consolesEnded.get() == 1);
    assertThat(timer.getQueue())
        .singleElement()
        .satisfies(
            again -> assertThat(((Delayed) again).getDelay(TimeUnit.SECONDS)).isBetween(1L, 60L));
  }

  @Test
  void aLinkThatCameWhileTheEndingWaitedForAWorkerSpares() {
    AtomicInteger held = new AtomicInteger();
    Runnable[] waiting = new Runnable[1];
    LinkAbsence absence =
        new LinkAbsence(
            Duration.ofMillis(20),
            counting(Consoles.class, "revokeAll", consolesEnded),
            counting(Transfers.class, "closeAll", transfersEnded),
            timer,
            task -> {
              waiting[0] = task;
              held.incrementAndGet();
            });
    absence.start();
    await().until(() -> held.get() == 1);
    absence.linkUp();
    waiting[0].run();
    assertThat(consolesEnded).hasValue(0);
    assertThat(transfersEnded).hasValue(0);
  }

  @Test
  void endsNothingOnceItHasStopped() {
    LinkAbsence absence = absence(Duration.ofHours(1));
    absence.start();
    absence.stop();
    absence.linkDown();
    assertThat(timer.getQueue()).isEmpty();
  }

  @Test
  void refusesAGraceOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> absence(Duration.ZERO))
        .withMessage("grace: PT0S (expected: more than zero)");
  }

  private LinkAbsence absence(Duration grace) {
    return new LinkAbsence(
        grace,
        counting(Consoles.class, "revokeAll", consolesEnded),
        counting(Transfers.class, "closeAll", transfersEnded),
        timer,
        Runnable::run);
  }

  /** Counts the calls of one method, and knows no other. */
  private static <T> T counting(Class<T> type, String method, AtomicInteger count) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              assertThat(called.getName()).isEqualTo(method);
              return count.incrementAndGet();
            }));
  }
}
