package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.link.JoinCode;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that embeds a panel or a daemon relies on. */
@Tag("linux")
final class EmbeddingTest {
  @TempDir static Path shared;
  private static TestSite site;

  @TempDir Path dir;

  @BeforeAll
  static void startPanel() {
    site = TestSite.start(shared, NettyTransport::new);
  }

  @AfterAll
  static void stopPanel() {
    site.close();
  }

  static Stream<Arguments> transports() {
    return Stream.of(
        Arguments.of(new NettyTransport(), new NettyTransport()),
        Arguments.of(new UndertowTransport(), new UndertowTransport()),
        Arguments.of(new NettyTransport(), new UndertowTransport()),
        Arguments.of(new UndertowTransport(), new NettyTransport()));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aPanelAndADaemonRunOnAnyTransport(HttpTransport ofPanel, HttpTransport ofDaemon) {
    Path panelDir = dir.resolve("panel");
    Path daemonDir = dir.resolve("daemon");
    try (Panel panel =
        Panel.builder().dataDirectory(panelDir).transport(ofPanel).listen("127.0.0.1", 0).build()) {
      panel.start();
      try (Daemon daemon =
          Daemon.builder()
              .dataDirectory(daemonDir)
              .transport(ofDaemon)
              .listen("127.0.0.1", 0)
              .join(panel.joinCode("here"))
              .build()) {
        daemon.start();
        TestClient client = TestClient.trusting(panel.authorityFile());
        String key = panel.service(ApiKeyService.class).createLocal().secret();
        Node node = panel.service(NodeService.class).list().get(0);
        String api = "https://localhost:" + panel.port() + "/api/v1/daemons/" + node.id();

        assertThat(node.name()).isEqualTo("here");
        assertThat(client.get(api + "/host", TestSite.bearer(key)).status()).isEqualTo(200);
        assertThat(client.get(TestSite.url(daemon, "/v1/host"), Map.of()).code())
            .isEqualTo("ticket.missing");
      }
    }
  }

  @Test
  void everyFaultOfAPanelIsToldAtOnce() {
    ConfigurationException refusal =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                Panel.builder()
                    .listen(" ", 70_000)
                    .hosts(List.of("https://no"))
                    .initialAdministratorPassword("short")
                    .build());
    assertThat(refusal.faults())
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactlyInAnyOrder(
            "dataDirectory", "transport", "port", "host", "bind", "administrator's password");
  }

  @Test
  void aDirectoryThatTheDatabaseCannotNameIsAFault() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                Panel.builder()
                    .dataDirectory(dir.resolve("a;b"))
                    .transport(new NettyTransport())
                    .build())
        .withMessageContaining("dataDirectory: ")
        .withMessageContaining("semicolon");
  }

  @Test
  void everyFaultOfADaemonIsToldAtOnce() {
    ConfigurationException refusal =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                Daemon.builder()
                    .listen("", -1)
                    .hosts(List.of("a:1"))
                    .join(URI.create("http://panel.lan"), "no code")
                    .offlineGrace(Duration.ZERO)
                    .build());
    assertThat(refusal.faults())
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactlyInAnyOrder(
            "dataDirectory", "transport", "join", "join", "offlineGrace", "port", "host", "bind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.7:7443", "192.0.2.777", "a:1", "::g", "panel.lan:7443", "https://a", "*"})
  void whatIsNoHostIsAFault(String host) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                Panel.builder()
                    .dataDirectory(dir)
                    .transport(new NettyTransport())
                    .hosts(List.of(host))
                    .build())
        .withMessageContaining("host: " + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"panel.lan", "192.0.2.7", "2001:db8::7", "::1", "UPPER-case.lan"})
  void namesAndAddressesAreHosts(String host) {
    Panel.builder()
        .dataDirectory(dir)
        .transport(new NettyTransport())
        .hosts(List.of(host))
        .build()
        .close();
  }

  @Test
  void buildingOpensNothing() throws IOException {
    JoinCode code = site.panel().joinCode("planned");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Leftovers before = Leftovers.now();
      Panel panel =
          Panel.builder()
              .dataDirectory(dir.resolve("panel"))
              .transport(new NettyTransport())
              .listen("127.0.0.1", taken.getLocalPort())
              .build();
      Daemon daemon =
          Daemon.builder()
              .dataDirectory(dir.resolve("daemon"))
              .transport(new UndertowTransport())
              .listen("127.0.0.1", taken.getLocalPort())
              .join(code)
              .build();
      before.awaitNothingMore();
      assertThat(dir).isEmptyDirectory();
      panel.close();
      daemon.close();
      before.awaitNothingMore();
      assertThat(dir).isEmptyDirectory();
    }
  }

  @Test
  void joiningAgainKeepsTheIdAndVoidsTheCode() {
    JoinCode again = site.panel().joinCode("other name");
    DaemonId first = idAfterStart(daemon("again", site.panel().joinCode("again")));

    assertThat(idAfterStart(daemon("again", again))).isEqualTo(first);
    assertThat(site.panel().service(NodeService.class).get(first).name()).isEqualTo("again");
    refuses("join.bad-code", daemon("newcomer", again));
  }

  @Test
  void aCodeLetsOneDaemonIn() {
    JoinCode code = site.panel().joinCode("once");
    idAfterStart(daemon("first", code));
    refuses("join.bad-code", daemon("second", code));
    assertThat(site.panel().service(NodeService.class).list())
        .extracting(Node::name)
        .filteredOn(name -> name.startsWith("once"))
        .containsExactly("once");
  }

  @Test
  void aDaemonOfAnotherPanelIsRefused() {
    try (TestSite other = TestSite.start(dir.resolve("other"), NettyTransport::new)) {
      DaemonId id = idAfterStart(daemon("faithful", site.panel().joinCode("faithful")));
      JoinCode code = other.panel().joinCode("lured");

      refuses("join.other-panel", daemon("faithful", code));
      assertThat(other.panel().service(NodeService.class).list()).isEmpty();
      assertThat(idAfterStart(daemon("faithful", site.panel().joinCode("faithful")))).isEqualTo(id);
    }
  }

  @Test
  void aDataDirectoryServesOnePanelAndOneDaemon() {
    try (Daemon running = daemon("busy", site.panel().joinCode("busy"))) {
      running.start();
      refuses("data.directory-in-use", daemon("busy", site.panel().joinCode("busy")));
      refuses("data.directory-in-use", panel(shared.resolve("panel"), 0));
      assertThat(
              site.get("/api/v1/daemons/" + site.id("busy") + "/host", site.administratorKey())
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aPortInUseIsNamedAndWhatHadBegunIsUndone() throws IOException {
    idAfterStart(daemon("late", site.panel().joinCode("late")));
    panel(dir.resolve("panel"), 0).close();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String where = "127.0.0.1:" + taken.getLocalPort();
      Leftovers before = Leftovers.now();

      for (int attempt = 0; attempt < 2; attempt++) {
        Panel panel = panel(dir.resolve("panel"), taken.getLocalPort());
        assertThatExceptionOfType(SignalboxException.class)
            .isThrownBy(panel::start)
            .withMessageContaining(where)
            .satisfies(e -> assertThat(e.code().id()).isEqualTo("transport.port-in-use"));
        Daemon daemon =
            Daemon.builder()
                .dataDirectory(dir.resolve("late"))
                .transport(new UndertowTransport())
                .listen("127.0.0.1", taken.getLocalPort())
                .join(site.panel().joinCode("late"))
                .build();
        assertThatExceptionOfType(SignalboxException.class)
            .isThrownBy(daemon::start)
            .withMessageContaining(where)
            .satisfies(e -> assertThat(e.code().id()).isEqualTo("transport.port-in-use"));
      }
      before.awaitNothingMore();
    }
    try (Panel panel = panel(dir.resolve("panel"), 0)) {
      panel.start();
    }
    idAfterStart(daemon("late", site.panel().joinCode("late")));
  }

  @Test
  void twoPanelsAndThreeDaemonsLiveSideBySide() {
    try (TestSite one = TestSite.start(dir.resolve("one"), NettyTransport::new);
        TestSite two = TestSite.start(dir.resolve("two"), UndertowTransport::new)) {
      one.daemon("a");
      one.daemon("b");
      two.daemon("a");
      for (String name : List.of("a", "b")) {
        assertThat(
                one.get("/api/v1/daemons/" + one.id(name) + "/host", one.administratorKey())
                    .status())
            .isEqualTo(200);
      }
      assertThat(
              two.get("/api/v1/daemons/" + two.id("a") + "/host", two.administratorKey()).status())
          .isEqualTo(200);
      assertThat(
              two.get("/api/v1/daemons/" + one.id("a") + "/host", two.administratorKey()).status())
          .isEqualTo(404);
      assertThat(two.get("/api/v1/session", one.administratorKey()).status()).isEqualTo(401);
      assertThat(one.panel().fingerprint()).isNotEqualTo(two.panel().fingerprint());
    }
  }

  @Test
  void tenStartsAndStopsLeaveNothingBehind() throws IOException {
    Path twice = dir.resolve("ten");
    cycle(twice, 0);
    cycle(twice, 1);
    Leftovers before = Leftovers.now();
    for (int round = 0; round < 10; round++) {
      cycle(twice, round);
    }
    before.awaitNothingMore();
    assertThat(twice.resolve("panel/database")).isDirectoryNotContaining("glob:**.trace.db");
    assertThat(keepersBelow(twice)).hasSizeLessThanOrEqualTo(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(keepersBelow(twice)).isEmpty());
  }

  /** Starts and stops both on either transport, and looks that the ports are free again. */
  private static void cycle(Path directory, int round) throws IOException {
    int panelPort;
    int daemonPort;
    try (TestSite cycled =
        TestSite.start(
            directory, () -> round % 2 == 0 ? new NettyTransport() : new UndertowTransport())) {
      Daemon daemon = cycled.daemon("d");
      panelPort = cycled.panel().port();
      daemonPort = daemon.port();
      assertThat(
              cycled
                  .get("/api/v1/daemons/" + cycled.id("d") + "/host", cycled.administratorKey())
                  .status())
          .isEqualTo(200);
    }
    for (int port : new int[] {panelPort, daemonPort}) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new Socket("127.0.0.1", port).close());
    }
    assertThat(Files.exists(directory.resolve("panel"))).isTrue();
  }

  private static List<Long> keepersBelow(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.pid() != ProcessHandle.current().pid()
                    && process.info().commandLine().orElse("").contains(directory.toString()))
        .map(ProcessHandle::pid)
        .toList();
  }

  private Daemon daemon(String directory, JoinCode code) {
    return Daemon.builder()
        .dataDirectory(dir.resolve(directory))
        .transport(new NettyTransport())
        .listen("127.0.0.1", 0)
        .join(code)
        .build();
  }

  private static Panel panel(Path directory, int port) {
    return Panel.builder()
        .dataDirectory(directory)
        .transport(new NettyTransport())
        .listen("127.0.0.1", port)
        .initialAdministratorPassword(TestSite.PASSWORD)
        .build();
  }

  /** Starts a daemon, finds which of the panel's it is, and closes it. */
  private static DaemonId idAfterStart(Daemon planned) {
    try (Daemon daemon = planned) {
      daemon.start();
      int port = daemon.port();
      return site.panel().service(NodeService.class).list().stream()
          .filter(node -> node.addresses().stream().anyMatch(uri -> uri.getPort() == port))
          .filter(node -> node.status() == Node.Status.ONLINE)
          .map(Node::id)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void refuses(String code, Daemon daemon) {
    try (daemon) {
      assertThatExceptionOfType(SignalboxException.class)
          .isThrownBy(daemon::start)
          .satisfies(refusal -> assertThat(refusal.code().id()).isEqualTo(code));
    }
  }

  private static void refuses(String code, Panel panel) {
    try (panel) {
      assertThatExceptionOfType(SignalboxException.class)
          .isThrownBy(panel::start)
          .satisfies(refusal -> assertThat(refusal.code().id()).isEqualTo(code));
    }
  }
}
