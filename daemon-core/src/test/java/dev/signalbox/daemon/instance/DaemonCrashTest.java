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
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM that holds the daemon is killed with SIGKILL while an instance prints. */
@Tag("linux")
class DaemonCrashTest {
  private static final int ROUNDS = 1500;

  /** Prints 100 lines each few milliseconds, for some seconds. */
  private static final String SCRIPT =
      "i=0; while [ $i -lt "
          + ROUNDS
          + " ]; do seq $((i*100)) $((i*100+99)); sleep 0.002; i=$((i+1)); done; exit 5";

  @TempDir Path data;

  @Test
  void neitherTheProgramNorAByteIsLost() throws Exception {
    InstanceId id = null;
    long pid = 0;
    for (int round = 0; round < 3; round++) {
      Process victim = victim(id == null ? "create" : id.value());
      try (BufferedReader said = victim.inputReader()) {
        String[] words = requireLine(said).split(" ");
        InstanceId named = new InstanceId(words[0]);
        long has = Long.parseLong(words[1]);
        if (id == null) {
          id = named;
          pid = has;
        }
        assertThat(has).as("pid in round %s", round).isEqualTo(pid);
        requireLine(said);
      } finally {
        victim.destroyForcibly().waitFor();
      }
      assertThat(ProcessHandle.of(pid)).as("the program").isPresent();
    }

    InstanceId instance = id;
    long first = pid;
    try (Running last = new Running(data)) {
      InstanceSnapshot adopted = last.daemon.service().get(instance);
      assertThat(adopted.state()).isEqualTo(InstanceState.RUNNING);
      assertThat(adopted.pid()).isEqualTo(first);
      InstanceSnapshot ended = ended(last, instance);
      assertThat(ended.exit().code()).isEqualTo(5);
    }
    assertThat(new String(logOf(instance), StandardCharsets.UTF_8)).isEqualTo(expected());
  }

  @Test
  void theExitOfAProgramThatEndedMeanwhileIsKnown() throws Exception {
    Process victim = victim("create");
    InstanceId id;
    long pid;
    try (BufferedReader said = victim.inputReader()) {
      String[] words = requireLine(said).split(" ");
      id = new InstanceId(words[0]);
      pid = Long.parseLong(words[1]);
    } finally {
      victim.destroyForcibly().waitFor();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> ProcessHandle.of(pid).isEmpty());

    try (Running last = new Running(data)) {
      assertThat(ended(last, id).exit().code()).isEqualTo(5);
    }
    assertThat(new String(logOf(id), StandardCharsets.UTF_8)).isEqualTo(expected());
  }

  private static InstanceSnapshot ended(Running running, InstanceId id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> running.daemon.service().get(id).state() == InstanceState.CRASHED);
    return running.daemon.service().get(id);
  }

  private static String expected() {
    return IntStream.range(0, ROUNDS * 100)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private byte[] logOf(InstanceId id) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long end = 0;
    try (Stream<Path> files = Files.list(data.resolve("console").resolve(id.value()))) {
      for (Path file : files.sorted().toList()) {
        assertThat(file.getFileName().toString()).startsWith("%020d".formatted(end));
        byte[] bytes = Files.readAllBytes(file);
        all.writeBytes(bytes);
        end += bytes.length;
      }
    }
    return all.toByteArray();
  }

  private Process victim(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            data.toString(),
            what)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String requireLine(BufferedReader said) throws IOException {
    String line = said.readLine();
    assertThat(line).as("what the daemon says").isNotNull();
    return line;
  }

  /** The instances' part of a daemon over the real keeper. */
  private static final class Running implements AutoCloseable {
    final TestDaemon daemon;
    private final Keeper keeper;

    Running(Path data) {
      keeper = Keeper.create(KeeperConfig.of(data.resolve("keeper")));
      boolean root = InstanceFolders.below(data).isRoot();
      daemon =
          new TestDaemon(data, keeper, ProcessConfig.ofThisProcess(root, false), List.of())
              .started();
    }

    @Override
    public void close() {
      daemon.close();
      keeper.close();
    }
  }

  /** The JVM that is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws Exception {
      Running running = new Running(Path.of(args[0]));
      InstanceService service = running.daemon.service();
      InstanceId id;
      if (args[1].equals("create")) {
        String script = new com.google.gson.JsonPrimitive(SCRIPT).toString();
        id = running.daemon.create("\"command\":[\"sh\",\"-c\"," + script + "]", "");
        service.start(id);
      } else {
        id = new InstanceId(args[1]);
      }
      InstanceSnapshot alive = running.daemon.await(id, InstanceState.RUNNING);
      System.out.println(id + " " + alive.pid());
      String seen = service.log(id, 1);
      await().until(() -> !service.log(id, 1).equals(seen));
      System.out.println("printing");
      new CountDownLatch(1).await();
    }
  }
}
