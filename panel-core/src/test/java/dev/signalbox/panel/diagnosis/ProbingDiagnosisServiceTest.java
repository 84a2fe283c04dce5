package dev.signalbox.panel.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.CheckStatus;
import dev.signalbox.api.diagnosis.Diagnosis;
import dev.signalbox.api.diagnosis.EndpointProbe;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.routing.Workers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProbingDiagnosisServiceTest {
  private static final DaemonId DAEMON = new DaemonId("d1");
  private static final String ORIGIN = "https://panel.lan:7443";

  private final Workers workers = Workers.pool("diagnosis", 64, 64);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    workers.close();
    timer.shutdownNow();
  }

  @Test
  void makesFourAtATimeAndTakesTheNextWhenOneIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      DiagnosisService service =
          service(List.of(URI.create("https://127.0.0.1:" + silent.getLocalPort())));
      List<CompletableFuture<Diagnosis>> running =
          Stream.generate(() -> service.diagnose(DAEMON, null, ORIGIN)).limit(4).toList();

      assertThatThrownBy(() -> service.diagnose(DAEMON, null, ORIGIN))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(DiagnosisError.BUSY);
                assertThat(refused.retryAfter()).isPresent();
              });
      running.get(0).cancel(true);

      assertThat(service.diagnose(DAEMON, null, ORIGIN)).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void warnsOfADaemonWithoutAnAddress() {
    Diagnosis diagnosis = service(List.of()).diagnose(DAEMON, null, ORIGIN).join();

    assertThat(diagnosis.checks())
        .extracting(Check::id)
        .containsExactly("link", "link.latency", "address.none");
    assertThat(diagnosis.checks())
        .extracting(Check::status)
        .containsExactly(CheckStatus.FAIL, CheckStatus.SKIP, CheckStatus.WARN);
    assertThat(diagnosis.checks().get(0).detail()).contains("its machine is asleep");
  }

  @Test
  void walksToEveryAddressAtTheSameTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String authority = "https://127.0.0.1:" + silent.getLocalPort();
      DiagnosisService service =
          service(
              Stream.of("", "/a", "/b", "/c", "/d").map(at -> URI.create(authority + at)).toList());

      // One after the other they would take 15.
      assertThat(service.diagnose(DAEMON, null, ORIGIN))
          .succeedsWithin(Duration.ofSeconds(8))
          .satisfies(
              made ->
                  assertThat(made.checks())
                      .filteredOn(check -> check.status() == CheckStatus.FAIL)
                      .filteredOn(check -> check.address() != null)
                      .hasSize(5)
                      .allMatch(check -> check.id().equals("address.tls")));
    }
  }

  @Test
  void saysWhichAddressesAreTooManyForOneDiagnosis() {
    List<URI> addresses =
        IntStream.rangeClosed(1, 9).mapToObj(i -> URI.create("https://169.254.0." + i)).toList();

    Diagnosis diagnosis = service(addresses).diagnose(DAEMON, null, ORIGIN).join();

    assertThat(diagnosis.checks())
        .filteredOn(check -> "https://169.254.0.9".equals(check.address()))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.status()).isEqualTo(CheckStatus.SKIP);
              assertThat(check.detail()).contains("ask for this one alone");
            });
    assertThat(diagnosis.checks())
        .filteredOn(check -> check.status() == CheckStatus.FAIL && check.address() != null)
        .hasSize(8);
  }

  private DiagnosisService service(List<URI> addresses) {
    return new ProbingDiagnosisService(
        new SleepingNodes(addresses),
        new OnlyRoot(),
        new EndpointProbe(workers, timer, InstantSource.system()));
  }
}
