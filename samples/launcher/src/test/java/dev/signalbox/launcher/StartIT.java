package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program begins, refuses to begin, and ends. */
@Tag("linux")
class StartIT {
  @TempDir Path temp;

  @Test
  void tellsEveryFaultOfTheOptionsAtOnce() throws Exception {
    try (Product product =
        Product.launch(
            temp.resolve("data"),
            Map.of("SIGNALBOX_DAEMON_PORT", "99999", "SIGNALBOX_PANEL_PROT", "1"),
            List.of(
                "--panel-port", "abc",
                "--transport", "jetty",
                "--host", "bad host",
                "--behind-proxy", "10.0.0.0/40,127.0.0.1",
                "--base-path", "no slash",
                "--daemon-url", "http://plain.example"))) {
      assertThat(product.exitCode()).isEqualTo(2);
      assertThat(product.log())
          .contains("SIGNALBOX_PANEL_PROT is none of the options")
          .contains("7 faults in the configuration")
          .contains("--panel-port: abc (expected: 0..65535)")
          .contains("--daemon-port: 99999 (expected: 0..65535)")
          .contains("--behind-proxy: 10.0.0.0/40 (expected: a prefix of 0 to 32 bits")
          .contains("--base-path: no slash (expected: such as /signalbox")
          .contains("--daemon-url: http://plain.example (expected: https://host[:port][/path])")
          .contains("--transport: jetty (expected: netty or undertow)")
          .contains("host: bad host (expected: a host name or an IP address");
      assertThat(temp.resolve("data")).doesNotExist();
    }
  }

  @Test
  void runsAPanelAlone() throws Exception {
    Path data = temp.resolve("data");
    try (Product product =
        Product.launch("panel", data, Map.of(), List.of("--port", "0", "--base-path", "/box/"))) {
      await().atMost(Duration.ofSeconds(60)).until(() -> product.output().contains("READY"));
      assertThat(product.output())
          .matches("READY panel=https://localhost:\\d+/box ca=" + data + "/ca\\.pem user=admin\n");
      String panel = product.output().replaceFirst("READY panel=(\\S+) [^$]*", "$1");
      Curl.trusting(product.authority()).get(panel + "/healthz").expect(200);
      assertThat(data.resolve("run.pid")).exists();
      assertThat(product.terminate()).isTrue();
      assertThat(data.resolve("run.pid")).doesNotExist();
    }
  }

  @Test
  void refusesADirectoryThatIsInUseAndNamesTheProcess() throws Exception {
    Path data = temp.resolve("data");
    try (Product first = Product.start(data);
        Product second =
            Product.launch(data, Map.of(), List.of("--panel-port", "0", "--daemon-port", "0"))) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.log()).contains("is in use by process " + first.pid());
      assertThat(Files.readString(data.resolve("run.pid")).strip()).isEqualTo("" + first.pid());
      Curl.trusting(first.authority()).get(first.panel() + "/healthz").expect(200);
    }
  }

  @Test
  void namesAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Product product =
            Product.launch(
                temp.resolve("data"),
                Map.of(),
                List.of("--panel-port", "0", "--daemon-port", "" + taken.getLocalPort()))) {
      assertThat(product.exitCode()).isEqualTo(1);
      assertThat(product.log()).contains("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void refusesSecretsThatOthersCanRead() throws Exception {
    Path data = temp.resolve("data");
    try (Product first = Product.start(data)) {
      assertThat(first.terminate()).isTrue();
    }
    Path key = data.resolve("secrets/master.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    try (Product second =
        Product.launch(data, Map.of(), List.of("--panel-port", "0", "--daemon-port", "0"))) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.log()).contains("master.key").contains("chmod");
    }
  }

  @Test
  void writesAPasswordThatNobodyChoseForItsOwnerOnly() throws Exception {
    Path data = temp.resolve("data");
    try (Product product =
        Product.launch(data, Map.of(), List.of("--panel-port", "0", "--daemon-port", "0"))) {
      await().atMost(Duration.ofSeconds(60)).until(() -> product.output().contains("READY"));
      Path file = data.resolve("initial-admin-password.txt");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(product.log())
          .contains(file.toString())
          .doesNotContain(Files.readString(file).strip());
    }
  }

  @Test
  void leavesInstancesRunningWhenItIsAskedToEnd() throws Exception {
    Path data = temp.resolve("data");
    String id;
    long pid;
    try (Product first = Product.start(data)) {
      Operator operator = Operator.of(first);
      id = operator.create("while read line; do echo got $line; done");
      operator.start(id);
      pid = operator.look(id).get("pid").getAsLong();
      assertThat(first.terminate()).isTrue();
    }
    assertThat(data.resolve("run.pid")).doesNotExist();
    assertThat(ProcessHandle.of(pid)).isPresent();
    try (Product second = Product.start(data, "--stop-instances")) {
      Operator operator = Operator.of(second);
      assertThat(operator.look(id).get("pid").getAsLong()).isEqualTo(pid);
      assertThat(second.terminate()).isTrue();
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }
}
