package dev.signalbox.daemon.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.json.Json;
import dev.signalbox.daemon.driver.process.ProcessConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceServiceTest {
  private static final String COMMAND = "\"command\":[\"server\"]";
  private static final String ALWAYS =
      ",\"restart\":{\"policy\":\"always\",\"backoff\":\"PT0.02S\"}";

  @TempDir Path data;
  private final FakeKeeper keeper = new FakeKeeper();
  private TestDaemon daemon;
  private InstanceService service;

  @BeforeEach
  void begin() {
    daemon = TestDaemon.of(data, keeper).started();
    service = daemon.service();
  }

  @AfterEach
  void end() {
    daemon.close();
  }

  /** The daemon dies without a word, and another begins on what it left. */
  private void daemonDiesAndComesBack(Runnable meanwhile) {
    keeper.daemonDies();
    daemon.close();
    meanwhile.run();
    begin();
  }

  @Test
  void createsAnInstanceThatIsStoppedAndOwnsADirectory() {
    InstanceSnapshot created = service.create(TestDaemon.spec(COMMAND, ""));

    assertThat(created.state()).isEqualTo(InstanceState.STOPPED);
    assertThat(created.restarts()).isZero();
    assertThat(service.get(created.id())).isEqualTo(created);
    assertThat(data.resolve("instances").resolve(created.id().value())).isDirectory();
    assertThat(service.list()).containsExactly(created);
    assertThat(daemon.directories().of(created.id())).isNotNull();
  }

  @Test
  void startsAndStopsAsAsked() {
    InstanceId id = daemon.create(COMMAND, "");

    assertThat(service.start(id).state()).isEqualTo(InstanceState.STARTING);
    InstanceSnapshot running = daemon.await(id, InstanceState.RUNNING);
    assertThat(running.pid()).isEqualTo(keeper.last().pid());
    assertThat(running.exit()).isNull();

    assertThat(service.stop(id).state()).isEqualTo(InstanceState.STOPPING);
    await().until(() -> keeper.last().signals().equals(List.of("TERM")));
    keeper.last().exits(143);
    InstanceSnapshot stopped = daemon.await(id, InstanceState.STOPPED);
    assertThat(stopped.pid()).isNull();
    assertThat(stopped.exit()).isNotNull();
    await().until(() -> keeper.last().isReleased());
  }

  @Test
  void stopsByInputThenBySignalThenByKill() {
    InstanceId id = daemon.create(COMMAND, ",\"stop\":{\"input\":\"stop\",\"timeout\":\"PT0.4S\"}");
    FakeKeeper.Program program = run(id);

    service.stop(id);

    assertThat(program.input()).isEqualTo("stop\n");
    assertThat(program.signals()).isEmpty();
    daemon.await(id, InstanceState.STOPPED);
    assertThat(program.signals()).containsExactly("TERM", "tree");
  }

  @Test
  void refusesWhatTheStateDoesNotAllow() {
    InstanceId id = daemon.create(COMMAND, "");
    assertRefused("instance.not-running", () -> service.stop(id));
    assertRefused("instance.not-running", () -> service.kill(id));
    assertRefused("instance.not-running", () -> service.command(id, "x"));
    run(id);
    assertRefused("instance.already-running", () -> service.start(id));
    assertRefused("instance.already-running", () -> service.delete(id, FileDisposal.KEEP));
    assertRefused("instance.unknown", () -> service.get(new InstanceId("other")));
  }

  @Test
  void ofTwoThatStartAtOnceOneIsRefused() throws InterruptedException, ExecutionException {
    InstanceId id = daemon.create(COMMAND, "");
    ExecutorService people = Executors.newFixedThreadPool(8);
    List<Callable<Boolean>> wishes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      wishes.add(
          () -> {
            try {
              service.start(id);
              return true;
            } catch (SignalboxException e) {
              return false;
            }
          });
    }
    int started = 0;
    for (Future<Boolean> answer : people.invokeAll(wishes)) {
      started += answer.get() ? 1 : 0;
    }
    people.shutdown();

    assertThat(started).isEqualTo(1);
    daemon.await(id, InstanceState.RUNNING);
    assertThat(keeper.launched).hasSize(1);
  }

  @Test
  void aMissingProgramIsCrashedWithItsReasonWhateverThePolicy() {
    InstanceId id = daemon.create("\"command\":[\"missing\"]", ALWAYS);

    service.start(id);

    InstanceExit exit = daemon.await(id, InstanceState.CRASHED).exit();
    assertThat(exit.reason()).contains("not found");
    assertThat(exit.code()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"no,0,stopped", "no,3,crashed", "on-failure,0,stopped"})
  void anEndWithoutARestartIsStoppedOrCrashed(String policy, int code, String state) {
    InstanceId id = daemon.create(COMMAND, ",\"restart\":{\"policy\":\"" + policy + "\"}");
    run(id).exits(code);

    InstanceSnapshot ended = daemon.await(id, Json.constant(InstanceState.class, state));
    assertThat(ended.exit().code()).isEqualTo(code);
    assertThat(ended.restarts()).isZero();
  }

  @Test
  void restartsAtMostAsOftenAsAttemptsWithinTheInterval() {
    keeper.onLaunch(program -> program.exits(7));
    InstanceId id =
        daemon.create(
            COMMAND,
            ",\"restart\":{\"policy\":\"on-failure\",\"attempts\":3,\"backoff\":\"PT0.01S\"}");
    service.start(id);

    InstanceSnapshot crashed = daemon.await(id, InstanceState.CRASHED);
    assertThat(crashed.restarts()).isEqualTo(3);
    assertThat(crashed.exit().code()).isEqualTo(7);
    assertThat(keeper.launched).hasSize(4);

    service.start(id);
    assertThat(daemon.await(id, InstanceState.CRASHED).restarts()).isEqualTo(3);
    assertThat(keeper.launched).hasSize(8);
  }

  @Test
  void killedStaysDeadThoughThePolicyIsAlways() {
    InstanceId id = daemon.create(COMMAND, ALWAYS);
    run(id);

    service.kill(id);

    InstanceSnapshot dead = daemon.await(id, InstanceState.STOPPED);
    assertThat(dead.exit().signal()).isEqualTo("KILL");
    staysSo(id, InstanceState.STOPPED, 1);
  }

  @Test
  void killCallsAPendingRestartOff() {
    InstanceId id =
        daemon.create(COMMAND, ",\"restart\":{\"policy\":\"always\",\"backoff\":\"PT2S\"}");
    run(id).exits(1);
    daemon.await(id, InstanceState.BACKING_OFF);

    assertThat(service.kill(id).state()).isEqualTo(InstanceState.STOPPED);

    staysSo(id, InstanceState.STOPPED, 1, Duration.ofSeconds(3));
  }

  @Test
  void killPreemptsALaunchThatHangs() throws InterruptedException {
    CountDownLatch launching = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    keeper.beforeLaunch(
        spec -> {
          launching.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    InstanceId id = daemon.create(COMMAND, ALWAYS);
    service.start(id);
    launching.await();

    assertThat(service.kill(id).state()).isEqualTo(InstanceState.STOPPING);
    go.countDown();

    daemon.await(id, InstanceState.STOPPED);
    assertThat(keeper.last().signals()).containsExactly("tree");
    staysSo(id, InstanceState.STOPPED, 1);
  }

  @Test
  void restartStopsAndStartsAgainAndKillCallsItOff() {
    InstanceId id = daemon.create(COMMAND, "");
    run(id);
    service.restart(id);
    keeper.last().exits(0);
    await().until(() -> keeper.launched.size() == 2);
    assertThat(daemon.await(id, InstanceState.RUNNING).restarts()).isZero();

    service.restart(id);
    service.kill(id);
    daemon.await(id, InstanceState.STOPPED);
    staysSo(id, InstanceState.STOPPED, 2);
  }

  @Test
  void isStartingUntilALineSaysThatItIsReady() {
    InstanceId id = daemon.create(COMMAND, ",\"ready\":{\"pattern\":\"Done \\\\(\"}");
    service.start(id);
    await().until(() -> service.get(id).pid() != null);
    FakeKeeper.Program program = keeper.last();
    program.prints("Loading\nDo");
    assertThat(service.get(id).state()).isEqualTo(InstanceState.STARTING);

    program.prints("ne (3.2 s)! For help, type help\n");

    assertThat(daemon.await(id, InstanceState.RUNNING).pid()).isEqualTo(program.pid());
    program.exits(0);
    daemon.await(id, InstanceState.STOPPED);
  }

  @Test
  void isRunningAfterTheTimeoutThoughNoLineCame() {
    InstanceId id =
        daemon.create(COMMAND, ",\"ready\":{\"pattern\":\"(x+x+)+y\",\"timeout\":\"PT1S\"}");
    service.start(id);
    await().until(() -> service.get(id).pid() != null);
    keeper.last().prints("x".repeat(4000) + "\n");
    assertThat(service.get(id).state()).isEqualTo(InstanceState.STARTING);

    daemon.await(id, InstanceState.RUNNING);
  }

  @Test
  void readyBeforeItIsKnownToBeAliveCountsToo() {
    keeper.onLaunch(program -> program.prints("ready\n"));
    InstanceId id = daemon.create(COMMAND, ",\"ready\":{\"pattern\":\"^ready$\"}");
    service.start(id);

    daemon.await(id, InstanceState.RUNNING);
  }

  @Test
  void outputNeverChangesTheState() {
    InstanceId id = daemon.create(COMMAND, ",\"stop\":{\"input\":\"stop\"}");
    FakeKeeper.Program program = run(id);
    program.prints("stop\nstopped\nexited with code 0\n");

    assertThat(service.get(id).state()).isEqualTo(InstanceState.RUNNING);
    assertThat(service.log(id, 10)).contains("stopped");
  }

  @Test
  void aThousandCommandsArriveInTheirOrder() {
    InstanceId id = daemon.create(COMMAND, "");
    FakeKeeper.Program program = run(id);
    IntStream.range(0, 1000).forEach(i -> service.command(id, "say " + i));

    assertThat(program.input())
        .isEqualTo(
            IntStream.range(0, 1000)
                .mapToObj(i -> "say " + i + "\n")
                .collect(Collectors.joining()));
  }

  @ParameterizedTest
  @CsvSource({"'a\nb'", "'a\rb'"})
  void refusesACommandOfSeveralLines(String line) {
    InstanceId id = daemon.create(COMMAND, "");
    run(id);
    assertField("line", () -> service.command(id, line));
  }

  @Test
  void offsetsGoOnOverAllRunsAndOutputIsAcknowledgedOnceHeld() {
    InstanceId id = daemon.create(COMMAND, "");
    FakeKeeper.Program first = run(id);
    first.prints("first\n");
    assertThat(first.acknowledged()).isEqualTo(6);
    first.exits(0);
    daemon.await(id, InstanceState.STOPPED);

    FakeKeeper.Program second = run(id);
    assertThat(second.spec.firstOffset()).isEqualTo(6);
    second.prints("second\n");

    assertThat(service.log(id, 10)).isEqualTo("first\nsecond\n");
    assertThat(service.log(id, 1)).isEqualTo("second\n");
  }

  @Test
  void anInstanceThatLivesIsAdoptedWithItsPidAndWithoutALostByte() {
    InstanceId id = daemon.create(COMMAND, "");
    FakeKeeper.Program program = run(id);
    program.prints("before\n");

    daemonDiesAndComesBack(() -> program.prints("meanwhile\n"));

    InstanceSnapshot adopted = service.get(id);
    assertThat(adopted.state()).isEqualTo(InstanceState.RUNNING);
    assertThat(adopted.pid()).isEqualTo(program.pid());
    program.prints("after\n");
    assertThat(service.log(id, 10)).isEqualTo("before\nmeanwhile\nafter\n");
    service.command(id, "hi");
    assertThat(program.input()).isEqualTo("hi\n");
  }

  @Test
  void anInstanceThatEndedMeanwhileHasItsExitCode() {
    InstanceId id = daemon.create(COMMAND, "");
    FakeKeeper.Program program = run(id);

    daemonDiesAndComesBack(
        () -> {
          program.prints("bye\n");
          program.exits(9);
        });

    InstanceSnapshot ended = daemon.await(id, InstanceState.CRASHED);
    assertThat(ended.exit().code()).isEqualTo(9);
    assertThat(service.log(id, 10)).isEqualTo("bye\n");
    await().until(program::isReleased);
  }

  @Test
  void theRestartPolicyCountsForAnInstanceThatEndedMeanwhile() {
    InstanceId id = daemon.create(COMMAND, ALWAYS);
    FakeKeeper.Program program = run(id);

    daemonDiesAndComesBack(() -> program.exits(9));

    await().until(() -> keeper.launched.size() == 2);
    assertThat(daemon.await(id, InstanceState.RUNNING).restarts()).isEqualTo(1);
  }

  @Test
  void aStopThatWasAskedForIsCarriedOutByTheNextDaemon() {
    InstanceId id = daemon.create(COMMAND, ALWAYS);
    FakeKeeper.Program program = run(id);
    service.stop(id);

    daemonDiesAndComesBack(() -> {});

    assertThat(service.get(id).state()).isEqualTo(InstanceState.STOPPING);
    assertThat(program.signals()).containsExactly("TERM", "TERM");
    program.exits(143);
    daemon.await(id, InstanceState.STOPPED);
  }

  @Test
  void anInstanceOfWhichNothingIsLeftIsLost() {
    InstanceId id = daemon.create(COMMAND, "");
    FakeKeeper.Program program = run(id);

    daemonDiesAndComesBack(program::release);

    assertThat(service.get(id).state()).isEqualTo(InstanceState.CRASHED);
    assertThat(service.get(id).exit().reason()).startsWith("lost");
  }

  @Test
  void whatShouldStartWithTheDaemonDoes() {
    InstanceId id = daemon.create(COMMAND, ",\"autoStart\":true");
    InstanceId other = daemon.create(COMMAND, "");
    assertThat(service.get(id).state()).isEqualTo(InstanceState.STOPPED);

    daemonDiesAndComesBack(() -> {});

    daemon.await(id, InstanceState.RUNNING);
    assertThat(service.get(other).state()).isEqualTo(InstanceState.STOPPED);
  }

  @Test
  void replacesTheSpecificationWhileItRuns() {
    InstanceId id = daemon.create(COMMAND, "");
    run(id);

    InstanceSnapshot replaced =
        service.replace(
            id,
            TestDaemon.spec(
                "\"command\":[\"other\"]", ",\"tags\":[\"eu\"],\"stop\":{\"signal\":\"INT\"}"));

    assertThat(replaced.tags()).containsExactly("eu");
    assertThat(replaced.state()).isEqualTo(InstanceState.RUNNING);
    service.stop(id);
    assertThat(keeper.last().signals()).containsExactly("INT");
    keeper.last().exits(0);
    daemon.await(id, InstanceState.STOPPED);
    assertThat(run(id).spec.command()).containsExactly("other");
  }

  @Test
  void deletesTheInstanceAndItsFilesOnlyWhereAsked() throws Exception {
    InstanceId kept = daemon.create(COMMAND, "");
    InstanceId gone = daemon.create(COMMAND, "");
    Path outside = Files.writeString(data.resolve("outside.txt"), "mine");
    Path directory = data.resolve("instances").resolve(gone.value());
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/c.txt"), "x");
    Files.createSymbolicLink(directory.resolve("a/link"), outside);
    Files.createSymbolicLink(directory.resolve("a/up"), data);

    service.delete(kept, FileDisposal.KEEP);
    service.delete(gone, FileDisposal.DELETE);

    assertThat(data.resolve("instances").resolve(kept.value())).isDirectory();
    assertThat(directory).doesNotExist();
    assertThat(outside).hasContent("mine");
    assertThat(service.list()).isEmpty();
    daemonDiesAndComesBack(() -> {});
    assertThat(service.list()).isEmpty();
  }

  @Test
  void stopAllEndsEverythingAndRestartsNothing() {
    InstanceId id = daemon.create(COMMAND, ALWAYS + ",\"stop\":{\"timeout\":\"PT0.2S\"}");
    InstanceId idle = daemon.create(COMMAND, "");
    run(id);

    service.stopAll().toCompletableFuture().join();

    assertThat(service.get(id).state()).isEqualTo(InstanceState.STOPPED);
    assertThat(service.get(idle).state()).isEqualTo(InstanceState.STOPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"command\":[] | | driver.command",
        "\"command\":[\"a\", 1] | | driver.command[1]",
        "\"command\":\"a b\" | | driver.command",
        "\"command\":[\"a\"],\"image\":\"x\" | | driver.image",
        "\"command\":[\"a\"],\"encoding\":\"EBCDIC?\" | | driver.encoding",
        "\"command\":[\"a\"],\"encoding\":\"UTF-16\" | | driver.encoding",
        "\"command\":[\"a\"],\"environment\":{\"A B\":\"c\"} | | driver.environment.A B",
        "\"command\":[\"a\"],\"environment\":{\"SIGNALBOX_X\":\"c\"} | | driver.environment.SIGNALBOX_X",
        "\"command\":[\"a\"],\"user\":\"1001\" | | driver.user",
        "\"command\":[\"a\"] | ,\"diskLimit\":5 | diskLimit",
        "\"command\":[\"a\"] | ,\"expiresAt\":\"2030-01-01T00:00:00Z\" | expiresAt",
        "\"command\":[\"a\"] | ,\"directory\":\"/etc\" | directory",
      })
  void namesTheFieldThatItRefuses(String driver, String rest, String field) {
    assertField(field, () -> service.create(TestDaemon.spec(driver, rest == null ? "" : rest)));
    assertThat(service.list()).isEmpty();
  }

  @Test
  void namesTheTypesThatItHas() {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(
            () ->
                service.create(
                    Json.read(
                        "{\"name\":\"a\",\"driver\":{\"type\":\"docker\",\"image\":\"x\"}}",
                        InstanceSpec.class)))
        .withMessage("driver.type: docker (expected: process)")
        .satisfies(e -> assertThat(e.field()).contains("driver.type"));
  }

  @Test
  void takesADirectoryBelowAnAllowedRootAndNoNeighbour(@TempDir Path roots) throws Exception {
    Path allowed = Files.createDirectories(roots.resolve("mnt/game"));
    Path neighbour = Files.createDirectories(roots.resolve("mnt-private/game"));
    Files.createSymbolicLink(roots.resolve("mnt/link"), neighbour);
    try (TestDaemon own =
        new TestDaemon(
                data.resolve("second"),
                keeper,
                ProcessConfig.ofThisProcess(false, false),
                List.of(roots.resolve("mnt")))
            .started()) {
      InstanceId id = own.create(COMMAND, ",\"directory\":\"" + allowed + "\"");
      own.service().start(id);
      own.await(id, InstanceState.RUNNING);
      assertThat(keeper.last().spec.directory()).isEqualTo(allowed);
      for (Path wrong :
          List.of(
              neighbour,
              roots.resolve("mnt"),
              roots.resolve("mnt/missing"),
              roots.resolve("mnt/link"),
              Path.of("mnt/game"),
              roots.resolve("mnt/../mnt-private/game"))) {
        assertField("directory", () -> own.create(COMMAND, ",\"directory\":\"" + wrong + "\""));
      }
    }
  }

  @Test
  void buildsTheEnvironmentInsteadOfPassingOnItsOwn() {
    try (TestDaemon own =
        new TestDaemon(
                data.resolve("second"),
                keeper,
                new ProcessConfig(
                    false,
                    ProcessConfig.UNPRIVILEGED,
                    false,
                    Map.of("PATH", "/bin", "SECRET", "x", "TZ", "UTC")),
                List.of())
            .started()) {
      InstanceId id = own.create(COMMAND + ",\"environment\":{\"A\":\"b\",\"TZ\":\"CET\"}", "");
      own.service().start(id);
      own.await(id, InstanceState.RUNNING);
      String home = keeper.last().spec.directory().toString();
      assertThat(keeper.last().spec.environment())
          .isEqualTo(Map.of("PATH", "/bin", "TZ", "CET", "A", "b", "HOME", home, "PWD", home));
    }
  }

  private FakeKeeper.Program run(InstanceId id) {
    service.start(id);
    daemon.await(id, InstanceState.RUNNING);
    return keeper.last();
  }

  private void staysSo(InstanceId id, InstanceState state, int launches) {
    staysSo(id, state, launches, Duration.ofMillis(500));
  }

  private void staysSo(InstanceId id, InstanceState state, int launches, Duration time) {
    await()
        .during(time)
        .until(() -> service.get(id).state() == state && keeper.launched.size() == launches);
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code().id()).isEqualTo(code));
  }

  private static void assertField(String field, ThrowingCallable call) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.field()).contains(field));
  }
}
