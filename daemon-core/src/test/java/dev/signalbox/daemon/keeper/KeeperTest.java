package dev.signalbox.daemon.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.api.error.SignalboxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
  static final String PATH = "/usr/bin:/bin";

  @TempDir Path folder;
  private Keeper keeper;
  private int runs;

  @BeforeEach
  void start() {
    keeper =
        new SocketKeeper(
            new KeeperConfig(
                folder.resolve("keeper"), 1 << 20, Duration.ofSeconds(30), Duration.ofSeconds(1)));
    keeper.start();
  }

  @AfterEach
  void stop() {
    KeptRuns.killAll(keeper);
    keeper.close();
  }

  private KeptSpec spec(Map<String, String> environment, String... command) {
    runs++;
    return new KeptSpec(
        new KeptId("test", "r" + runs), folder, List.of(command), environment, null, 0);
  }

  private KeptSpec spec(String... command) {
    return spec(Map.of("PATH", PATH), command);
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
        Map.of("PATH", PATH, "ODD", "a b\n c\\n\\ %s $(id) 'é'\n", "directory", "x", "EMPTY", "");
    KeptSpec spec =
        spec(environment, "sh", "-c", "printf '<%s>' \"$@\"; env -0", "-", "*", "", "$x 'y'\n");
    keeper.launch(spec, listener);
    listener.awaitExit();
    String[] parts = listener.text().split(">(?=[A-Z_a-z]+=)", 2);
    assertThat(parts[0]).isEqualTo("<*><><$x 'y'\n");
    assertThat(parts[1].split("\0"))
        .containsExactlyInAnyOrder(
            "PATH=" + PATH,
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
        spec("sh", "-c", "grep SigIgn /proc/self/status; ls /proc/$$/fd | tr '\\n' ' '"), listener);
    listener.awaitExit();
    assertThat(listener.text()).matches("SigIgn:\t.{8}00000000\n0 1 2 ");
  }

  @Test
  void passesAThousandLinesInOrder() throws Exception {
    RecordingListener listener = new RecordingListener(0);
    KeptProcess process = keeper.launch(spec("cat"), listener);
    StringBuilder expected = new StringBuilder();
    CompletionStage<Void> last = null;
    for (int i = 0; i < 1000; i++) {
      expected.append("line ").append(i).append('\n');
      last = process.write(bytes("line " + i + "\n"));
    }
    last.toCompletableFuture().get(10, TimeUnit.SECONDS);
    await().untilAsserted(() -> assertThat(listener.text()).isEqualTo(expected.toString()));
    process.kill().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(listener.awaitExit().signal()).isEqualTo("KILL");
    assertThatThrownBy(() -> process.write(bytes("x")).toCompletableFuture().join())
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
  void deliversTheExitOfAnAdoptedRunThatEndedMeanwhile() throws Exception {
    RecordingListener first = new RecordingListener(0);
    KeptProcess process =
        keeper.launch(spec("sh", "-c", "echo one; read x; echo two; exit 7"), first);
    await().until(() -> first.text().equals("one\n"));
    process.acknowledge(4);
    keeper.close();
    SocketKeeper second = new SocketKeeper(KeeperConfig.of(folder.resolve("keeper")));
    second.start();
    keeper = second;
    RecordingListener listener = new RecordingListener(4);
    KeptProcess adopted = second.adopt(process.id(), 4, listener).orElseThrow();
    assertThat(adopted.pid()).isEqualTo(process.pid());
    adopted.write(bytes("go\n"));
    assertThat(listener.awaitExit().code()).isEqualTo(7);
    second.close();
    SocketKeeper third = new SocketKeeper(KeeperConfig.of(folder.resolve("keeper")));
    third.start();
    keeper = third;
    RecordingListener again = new RecordingListener(4);
    KeptProcess ended = third.adopt(process.id(), 4, again).orElseThrow();
    assertThat(again.awaitExit().code()).isEqualTo(7);
    assertThat(again.text()).isEqualTo("two\n");
    assertThat(third.known()).containsExactly(process.id());
    ended.release();
    assertThat(third.known()).isEmpty();
    assertThat(third.adopt(process.id(), 0, again)).isEmpty();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
