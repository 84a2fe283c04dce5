package dev.signalbox.daemon.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.daemon.driver.process.ProcessConfig;
import dev.signalbox.daemon.keeper.Keeper;
import dev.signalbox.daemon.keeper.KeeperConfig;
import dev.signalbox.daemon.store.InstanceFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances as real processes under the real keeper. */
@Tag("linux")
class RealInstanceTest {
  @TempDir Path data;
  private Keeper keeper;
  private TestDaemon daemon;
  private InstanceService service;

  @BeforeEach
  void begin() {
    keeper = Keeper.create(KeeperConfig.of(data.resolve("keeper")));
    boolean root = InstanceFolders.below(data).isRoot();
    daemon =
        new TestDaemon(data, keeper, ProcessConfig.ofThisProcess(root, false), List.of()).started();
    service = daemon.service();
  }

  @AfterEach
  void end() {
    service.list().stream()
        .filter(instance -> instance.pid() != null)
        .forEach(instance -> service.kill(instance.id()));
    await().until(() -> service.list().stream().allMatch(i -> Transitions.isAtRest(i.state())));
    daemon.close();
    keeper.close();
  }

  @Test
  void runsAProgramAndKeepsItsOutputAndItsExit() {
    InstanceId id = shell("echo hello; exit 3", "");
    service.start(id);

    InstanceSnapshot ended = daemon.await(id, InstanceState.CRASHED);
    assertThat(ended.exit().code()).isEqualTo(3);
    assertThat(service.log(id, 10)).isEqualTo("hello\n");
  }

  @Test
  void isAnotherUserThanRootAndSeesABuiltEnvironment() {
    InstanceId id = shell("id -u; pwd; umask; env | cut -d= -f1 | sort | tr '\\n' ' '", "");
    service.start(id);
    daemon.await(id, InstanceState.STOPPED);

    String[] lines = service.log(id, 10).split("\n");
    String home = data.resolve("instances").resolve(id.value()).toString();
    assertThat(lines[0]).isEqualTo(InstanceFolders.below(data).isRoot() ? "64321" : lines[0]);
    assertThat(lines[0]).isNotEqualTo("0");
    assertThat(lines[1]).isEqualTo(home);
    assertThat(List.of(lines[3].strip().split(" ")))
        .contains("HOME", "PATH", "PWD", "SIGNALBOX_INSTANCE")
        .isSubsetOf(
            "HOME",
            "PATH",
            "PWD",
            "SIGNALBOX_INSTANCE",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "_",
            "OLDPWD",
            "SHLVL");
  }

  @Test
  void cannotReadTheDaemonsFiles() {
    InstanceId id = shell("ls " + data + "; cat " + data + "/instances-meta/*; ls ../; true", "");
    service.start(id);
    daemon.await(id, InstanceState.STOPPED);

    assertThat(service.log(id, 100).lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).containsAnyOf("Permission denied", "cannot"));
  }

  @Test
  void aMissingProgramIsCrashedWithItsReason() {
    InstanceId id = daemon.create("\"command\":[\"no-such-program\"]", "");
    for (int i = 0; i < 20; i++) {
      assertThat(service.start(id).state()).isEqualTo(InstanceState.STARTING);

      assertThat(daemon.await(id, InstanceState.CRASHED).exit().reason()).contains("not found");
    }
  }

  @Test
  void aThousandCommandsArriveInTheirOrder() {
    InstanceId id = daemon.create("\"command\":[\"cat\"]", "");
    service.start(id);
    daemon.await(id, InstanceState.RUNNING);
    IntStream.range(0, 1000).forEach(i -> service.command(id, "command " + i));

    String expected =
        IntStream.range(0, 1000).mapToObj(i -> "command " + i + "\n").collect(Collectors.joining());
    await().untilAsserted(() -> assertThat(service.log(id, 2000)).isEqualTo(expected));
  }

  @Test
  void outputEqualToTheStopCommandChangesNothing() {
    InstanceId id =
        shell(
            "echo stop; while read line; do [ \"$line\" = stop ] && exit 0; echo \"$line\"; done",
            ",\"stop\":{\"input\":\"stop\"}");
    service.start(id);
    daemon.await(id, InstanceState.RUNNING);
    await().until(() -> service.log(id, 1).equals("stop\n"));
    service.command(id, "still here");
    await().until(() -> service.log(id, 1).equals("still here\n"));

    assertThat(service.get(id).state()).isEqualTo(InstanceState.RUNNING);
    service.stop(id);
    assertThat(daemon.await(id, InstanceState.STOPPED).exit().code()).isZero();
  }

  @Test
  void killLeavesNoProcessAndNoRestart() {
    InstanceId id =
        shell(
            "trap '' TERM INT HUP; (trap '' TERM; setsid sleep 1000) & (sh -c 'sleep 1001 &') ;"
                + " echo up; while :; do sleep 1; done",
            ",\"restart\":{\"policy\":\"always\",\"backoff\":\"PT0.05S\"},"
                + "\"stop\":{\"timeout\":\"PT1H\"}");
    service.start(id);
    daemon.await(id, InstanceState.RUNNING);
    await().until(() -> service.log(id, 1).equals("up\n"));
    service.stop(id);

    service.kill(id);

    assertThat(daemon.await(id, InstanceState.STOPPED).exit().signal()).isEqualTo("KILL");
    assertThat(processesOf(id)).isZero();
    await()
        .during(Duration.ofMillis(500))
        .until(() -> service.get(id).state() == InstanceState.STOPPED);
  }

  @Test
  void tellsWhatItUses() {
    InstanceId id = shell("sh -c 'while :; do :; done'; true", "");
    service.start(id);
    daemon.await(id, InstanceState.RUNNING);

    await().atMost(Duration.ofSeconds(20)).until(() -> service.get(id).usage().cpu() > 0.2);
    assertThat(service.get(id).usage().memory()).isBetween(100_000L, 100_000_000L);
  }

  private static long processesOf(InstanceId id) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              try {
                return Files.readString(Path.of("/proc/" + process.pid() + "/environ"))
                    .contains("SIGNALBOX_INSTANCE=" + id.value());
              } catch (java.io.IOException e) {
                return false;
              }
            })
        .count();
  }

  private InstanceId shell(String script, String rest) {
    String quoted = new com.google.gson.JsonPrimitive(script).toString();
    return daemon.create("\"command\":[\"sh\",\"-c\"," + quoted + "]", rest);
  }
}
