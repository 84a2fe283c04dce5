package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Timeout(30)
class WorkersTest {
  @Test
  void namesItsThreadsAndLetsTheProgramEnd() {
    try (Workers workers = Workers.create("panel")) {
      Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, workers).join();

      assertThat(thread.getName()).startsWith("panel-worker-");
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void givesEachTaskAVirtualThreadWhereTheJvmHasThem() throws Exception {
    try (Workers workers = Workers.create("panel")) {
      Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, workers).join();

      assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
    }
  }

  @Test
  void runsManyTasksThatWaitForEachOther() throws InterruptedException {
    try (Workers workers = Workers.create("panel")) {
      CountDownLatch all = new CountDownLatch(100);
      for (int i = 0; i < 100; i++) {
        workers.execute(
            () -> {
              all.countDown();
              await(all);
            });
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void refusesNewWorkWhileTooMuchWaitsAndGoesOnWithWhatHasBegun() {
    CountDownLatch hold = new CountDownLatch(1);
    List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());
    try (Workers workers = Workers.pool("small", 1, 1)) {
      workers.admission().execute(() -> await(hold));
      workers.admission().execute(() -> done.add("waited"));
      workers.execute(() -> done.add("continued"));

      assertThatThrownBy(() -> workers.admission().execute(() -> done.add("refused")))
          .isInstanceOf(RejectedExecutionException.class);
      workers.execute(() -> done.add("continued too"));
      hold.countDown();
      assertThat(workers.stop(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(done).containsExactly("waited", "continued", "continued too");
  }

  @Test
  void answers503WhileTooMuchWaits() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (Workers workers = Workers.pool("small", 1, 0)) {
      Router router =
          Router.builder(workers)
              .route(
                  "GET",
                  "/x",
                  r -> {
                    await(hold);
                    return HttpResponse.of(204).asStage();
                  })
              .build();
      CompletableFuture<?> first = router.handle(Requests.get("/x")).toCompletableFuture();
      CompletableFuture<?> second = router.handle(Requests.get("/x")).toCompletableFuture();
      HttpResponse third = Requests.send(router, Requests.get("/x"));
      hold.countDown();

      assertThat(third.status()).isEqualTo(503);
      assertThat(status(first)).isEqualTo(204);
      assertThat(status(second)).isEqualTo(204);
    }
  }

  @Test
  void interruptsWhatDoesNotEndInTime() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Workers workers = Workers.create("panel")) {
      workers.execute(
          () -> {
            try {
              begun.countDown();
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(workers.stop(Duration.ofMillis(1))).isFalse();
      assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> workers.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  private static int status(CompletableFuture<?> reply)
      throws ExecutionException, InterruptedException, TimeoutException {
    return ((HttpResponse) reply.get(10, TimeUnit.SECONDS)).status();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
