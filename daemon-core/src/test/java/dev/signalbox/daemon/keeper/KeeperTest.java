package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("linux")
final class KeeperTest {
  @TempDir Path folder;
  private KeeperFixture fixture;
  private Keeper keeper;

  @BeforeEach
  void start() {
    fixture = new KeeperFixture(folder);
    keeper = fixture.keeper;
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private KeptSpec spec(String... command) {
    return fixture.spec(command);
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0,          0,   ,",
    "exit 7,          7,   ,",
    "exit 137,        137, ,",
    "exit 143,        143, ,",
    "exit 255,        255, ,",
    "kill -KILL $$,   ,    KILL,",
    "kill -TERM $$,   ,    TERM,",
    "kill -HUP $$,    ,    HUP,",
    "exit 130,        130, , '130, or ended by SIGINT'",
  })
  void tellsAnExitCodeFromASignal(String script, Integer code, String signal, String reason)
      throws Exception {
    RecordingListener listener = new RecordingListener(0);
    keeper.launch(spec("sh", "-c", script), listener);
    KeptExit exit = listener.awaitExit();
    assertThat(exit.code()).isEqualTo(code);
    assertThat(exit.signal()).isEqualTo(signal);
    assertThat(exit.reason()).isEqualTo(reason);
  }

  @Test
  void givesTheProgramExactlyItsArgumentsAndEnvironment() throws Exception {
    RecordingListener listener = new RecordingListener(0);
    Map<String, String> environment =
        Map.of(
            "PATH",
            KeeperFixture.PATH,
            "ODD",
            "a b\n c\\n\\ %s $(id) 'é'\n",
            "directory",
            "x",
            "EMPTY",
            "");
    KeptSpec plain = spec("sh", "-c", "printf '<%s>' \"$@\"; env -0", "-", "*", "", "$x 'y'\n");
    KeptSpec spec = new KeptSpec(plain.id(), folder, plain.command(), environment, null, 0);
    keeper.launch(spec, listener);
    listener.awaitExit();
    String[] parts = listener.text().split(">(?=[A-Z_a-z]+=)", 2);
    assertThat(parts[0]).isEqualTo("<*><><$x 'y'\n");
    assertThat(parts[1].split("\0"))
        .containsExactlyInAnyOrder(
            "PATH=" + KeeperFixture.PATH,
            "ODD=a b\n c\\n\\ %s $(id) 'é'\n",
            "directory=x",
            "EMPTY=",
            "SIGNALBOX_INSTANCE=" + spec.id(),
            "PWD=" + folder);
  }

  @Test
  void leavesNoDescriptorAndNoIgnoredSignalToTheProgram() throws Exception {
    RecordingListener listener = new RecordingListener(0);
    keeper.launch(
        spec("sh", "-c", "grep SigIgn /proc/self/status; exec ls /proc/self/fd"), listener);
    listener.awaitExit();
    // Two signals belong to the C library, and the last descriptor is the listed folder.
    assertThat(listener.text()).matches("SigIgn:\\t.{8}[08]0{7}\n0\n1\n2\n3\n");
  }

  @Test
  void passesAThousandLinesInOrder() throws Exception {
    RecordingListener listener = new RecordingListener(0);
    KeptProcess process = keeper.launch(spec("cat"), listener);
    StringBuilder expected = new StringBuilder();
    CompletionStage<Void> last = null;
    for (int i = 0; i < 1000; i++) {
      expected.append("line ").append(i).append('\n');
      last = process.write(KeeperFixture.bytes("line " + i + "\n"));
    }
    last.toCompletableFuture().get(10, TimeUnit.SECONDS);
    await().untilAsserted(() -> assertThat(listener.text()).isEqualTo(expected.toString()));
    process.kill().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(listener.awaitExit().signal()).isEqualTo("KILL");
    assertThatThrownBy(() -> process.write(KeeperFixture.bytes("x")).toCompletableFuture().join())
        .hasRootCauseInstanceOf(SignalboxException.class);
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertFails(spec("no-such-program"), KeeperError.NOT_FOUND, "no-such-program: not found");
    assertFails(spec("./nothing"), KeeperError.NOT_FOUND, "./nothing: not found");
    assertFails(spec("/etc/passwd"), KeeperError.NOT_EXECUTABLE, "/etc/passwd: not executable");
    assertThat(keeper.known()).isEmpty();
  }

  @Test
  void saysThatADirectoryIsMissing() {
    Path missing = folder.resolve("missing");
    KeptSpec spec =
        new KeptSpec(new KeptId("test", "d"), missing, List.of("true"), Map.of(), null, 0);
    assertFails(spec, KeeperError.BAD_DIRECTORY, missing + ": no such directory");
  }

  private void assertFails(KeptSpec spec, KeeperError error, String message) {
    RecordingListener listener = new RecordingListener(0);
    assertThatThrownBy(() -> keeper.launch(spec, listener))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(error))
        .hasMessageContaining(message);
  }

  @Test
  void sendsASignalToTheProgram() throws Exception {
    RecordingListener listener = new RecordingListener(0);
    KeptProcess process =
        keeper.launch(
            spec(
                "sh",
                "-c",
                "trap 'echo got; exit 3' USR1; echo ready; while :; do sleep 0.05; done"),
            listener);
    await().until(() -> listener.text().contains("ready"));
    process.signal("USR1");
    assertThat(listener.awaitExit().code()).isEqualTo(3);
    assertThat(listener.text()).isEqualTo("ready\ngot\n");
  }

  @Test
  void deliversWhatIsLeftOfAnAdoptedRun() throws Exception {
    RecordingListener first = new RecordingListener(0);
    KeptProcess process =
        keeper.launch(spec("sh", "-c", "echo one; read x; echo two; exit 7"), first);
    await().until(() -> first.text().equals("one\n"));
    process.acknowledge(4);
    fixture.reopen();
    RecordingListener second = new RecordingListener(4);
    KeptProcess adopted = fixture.keeper.adopt(process.id(), 4, second).orElseThrow();
    assertThat(adopted.pid()).isEqualTo(process.pid());
    assertThat(adopted.startedAt()).isEqualTo(process.startedAt());
    adopted.write(KeeperFixture.bytes("go\n"));
    assertThat(second.awaitExit().code()).isEqualTo(7);

    fixture.reopen();
    RecordingListener third = new RecordingListener(4);
    KeptProcess ended = fixture.keeper.adopt(process.id(), 4, third).orElseThrow();
    assertThat(third.awaitExit().code()).isEqualTo(7);
    assertThat(third.text()).isEqualTo("two\n");
    assertThat(fixture.keeper.known()).containsExactly(process.id());
    ended.release();
    assertThat(fixture.keeper.known()).isEmpty();
    assertThat(fixture.keeper.adopt(process.id(), 0, third)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"exit 7, 7,", "exit 137, 137,", "kill -KILL $$, , KILL"})
  void knowsTheExitOfARunThatEndedWhileNoDaemonWasThere(String end, Integer code, String signal)
      throws Exception {
    RecordingListener first = new RecordingListener(0);
    Path go = folder.resolve("go");
    KeptProcess process =
        keeper.launch(
            spec("sh", "-c", "until [ -e go ]; do sleep 0.02; done; echo last; " + end), first);
    keeper.close();
    Files.createFile(go);
    await().until(() -> Files.notExists(fixture.runFolder(process.id()).resolve("out")));
    fixture.reopen();
    RecordingListener second = new RecordingListener(0);
    assertThat(fixture.keeper.adopt(process.id(), 0, second)).isPresent();
    KeptExit exit = second.awaitExit();
    assertThat(exit.code()).isEqualTo(code);
    assertThat(exit.signal()).isEqualTo(signal);
    assertThat(second.text()).isEqualTo("last\n");
  }
}
