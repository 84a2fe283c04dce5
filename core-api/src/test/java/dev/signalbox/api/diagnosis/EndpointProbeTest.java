package dev.signalbox.api.diagnosis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.routing.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks one hop at a time, on real sockets. */
final class EndpointProbeTest {
  private static final Workers workers = Workers.pool("probe", 32, 64);
  private static final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor();
  private static final Issuer root = Issuer.root("CN=Test authority");
  private static final TrustedRoots trust = TrustedRoots.of(root.certificate());

  @AfterAll
  static void stop() {
    workers.close();
    timer.shutdownNow();
  }

  @Test
  void findsNothingAmissOnTheWayToAHealthyDaemon() {
    try (ScriptedServer server = ScriptedServer.tls(root.server(), DaemonScript.HEALTHY)) {
      List<Check> checks = walk(server.port());

      assertThat(checks).extracting(Check::id).isEqualTo(ids());
      assertBefore(checks, Hop.ORIGIN);
      assertThat(check(checks, Hop.ORIGIN).status()).isEqualTo(CheckStatus.PASS);
      assertThat(server.requests())
          .hasSize(3)
          .allSatisfy(
              head ->
                  assertThat(head)
                      .contains("Host: 127.0.0.1:" + server.port())
                      .doesNotContainIgnoringCase("authorization:")
                      .doesNotContainIgnoringCase("cookie")
                      .doesNotContainIgnoringCase("ticket"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "[fe80::1]",
        "[::ffff:169.254.1.1]",
        "[64:ff9b::a9fe:a9fe]",
        "0.0.0.0",
        "[ff02::1]"
      })
  void neverDialsAnAddressThatIsLinkLocalOrNoMachines(String host) {
    assertFailsAt(Hop.KIND, walk(URI.create("https://" + host + ":7444")), "never dialled");
  }

  @Test
  void dialsHttpsAndNothingElse() {
    assertFailsAt(Hop.KIND, walk(URI.create("http://127.0.0.1:7444")), "https://host:port");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, private network", "192.168.1.1, private network", "100.64.0.1, private network",
    "fd00::1, private network", "127.0.0.1, one machine only", "::1, one machine only"
  })
  void warnsOfAddressesThatNotEveryBrowserReaches(String address, String detail) throws Exception {
    InetAddress found = InetAddress.getByName(address);
    Findings findings = new Findings(Destination.DAEMON);
    try (WalkTime time = new WalkTime(timer)) {
      ProbeTarget target = target(URI.create("https://daemon.lan"));
      assertThat(new FirstHops(target, host -> List.of(found), workers, time).walk(findings))
          .containsExactly(found);
    }

    Check kind = findings.find(Hop.KIND).orElseThrow();
    assertThat(kind.status()).isEqualTo(CheckStatus.WARN);
    assertThat(kind.detail()).contains(detail);
  }

  @Test
  void namesANameThatNobodyKnows() {
    List<Check> checks =
        walk(
            URI.create("https://daemon.lan:7444"),
            host -> {
              throw new UnknownHostException(host);
            });

    assertFailsAt(Hop.NAME, checks, "“daemon.lan”");
  }

  @Test
  void asksTheMachinesOwnNameServers() {
    List<Check> checks =
        result(
            new EndpointProbe(workers, timer, InstantSource.system())
                .walk(target(URI.create("https://nowhere.invalid:7444"))));

    assertFailsAt(Hop.NAME, checks, "");
  }

  @Test
  void doesNotWaitForANameServerThatIsSilent() throws Exception {
    CompletableFuture<Void> released = new CompletableFuture<>();
    Instant began = Instant.now();

    List<Check> checks =
        walk(
            URI.create("https://daemon.lan:7444"),
            host -> {
              released.join();
              return List.of();
            });
    released.complete(null);

    assertFailsAt(Hop.NAME, checks, "no name server answered within 3 s");
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void refusesANameOfWhichOneAddressIsLinkLocal() {
    try (ScriptedServer server = ScriptedServer.tls(root.server(), DaemonScript.HEALTHY)) {
      List<Check> checks =
          walk(
              URI.create("https://daemon.lan:" + server.port()),
              host -> addresses("127.0.0.1", "169.254.169.254"));

      assertFailsAt(Hop.NAME, checks, "169.254.169.254 (link-local)");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void namesAPortOnWhichNothingListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertFailsAt(Hop.TCP, walk(port), "127.0.0.1: refused: nothing listens there");
  }

  @Test
  void namesAPortFromWhichNothingComesBack() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, waiting);
      Instant began = Instant.now();

      assertFailsAt(Hop.TCP, walk(full.getLocalPort()), "no answer within 3 s");
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void goesOnWithTheAddressThatAnswersAndWarnsOfTheOther() {
    try (ScriptedServer server =
        ScriptedServer.tls(
            root.server(Instant.now(), Issuer.days(90), Issuer.dns("daemon.lan")),
            DaemonScript.HEALTHY)) {
      List<Check> checks =
          walk(
              URI.create("https://daemon.lan:" + server.port()),
              host -> addresses("127.0.0.1", "127.0.0.2"));

      assertThat(check(checks, Hop.TCP).status()).isEqualTo(CheckStatus.WARN);
      assertThat(check(checks, Hop.ORIGIN).status()).isEqualTo(CheckStatus.PASS);
      assertThat(check(checks, Hop.TCP).detail())
          .contains("127.0.0.1 connected", "127.0.0.2: refused");
    }
  }

  @Test
  void namesAPortThatTakesConnectionsAndSaysNothing() {
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
      Instant began = Instant.now();

      assertFailsAt(Hop.TLS, walk(server.port()), "says nothing for 3 s");
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void namesPlainHttp() {
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> {
              socket.getInputStream().read();
              socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            })) {
      assertFailsAt(Hop.TLS, walk(server.port()), "plain HTTP is spoken");
    }
  }

  @Test
  void quotesWhatIsNeitherTlsNorHttp() {
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> {
              socket.getOutputStream().write("SSH-2.0-Open\u001b[2J\r\n".getBytes(US_ASCII));
              socket.getInputStream().read();
            })) {
      assertFailsAt(Hop.TLS, walk(server.port()), "it says “SSH-2.0-Open [2J”");
    }
  }

  @Test
  void namesAServerThatSpeaksOldVersionsOnly() {
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> {
              socket.getInputStream().read(new byte[4096]);
              // A fatal alert, protocol_version: what a server of TLS 1.1 says to one of 1.2.
              socket.getOutputStream().write(new byte[] {0x15, 3, 1, 0, 2, 2, 70});
              socket.getInputStream().read();
            })) {
      assertFailsAt(Hop.TLS, walk(server.port()), "neither TLS 1.3 nor TLS 1.2");
    }
  }

  @Test
  void namesAnExpiredCertificateAndNothingElse() {
    assertOnlyTheCertificate(
        Hop.EXPIRY,
        root.server(
            Instant.now().minus(Issuer.days(100)),
            Issuer.days(90),
            Issuer.dns("localhost"),
            Issuer.ip("127.0.0.1")),
        "it ended on ");
  }

  @Test
  void namesACertificateThatIsNotValidYet() {
    assertOnlyTheCertificate(
        Hop.EXPIRY,
        root.server(Instant.now().plus(Issuer.days(1)), Issuer.days(90), Issuer.ip("127.0.0.1")),
        "it begins on ");
  }

  @Test
  void namesACertificateForAnotherName() {
    assertOnlyTheCertificate(
        Hop.CERTIFICATE_NAME,
        root.server(
            Instant.now().minus(Issuer.days(1)),
            Issuer.days(90),
            Issuer.dns("other.lan"),
            Issuer.ip("10.0.0.9")),
        "good for “other.lan”, “10.0.0.9”, and not for 127.0.0.1");
  }

  @Test
  void namesAForeignAuthority() {
    Issuer foreign = Issuer.root("CN=Somebody else");
    assertOnlyTheCertificate(
        Hop.CHAIN,
        foreign.server().with(foreign.certificate()),
        "from the authority “CN=Somebody else”, which is not trusted");
  }

  @Test
  void namesAnAuthorityThatIsCalledAsOursIs() {
    assertOnlyTheCertificate(
        Hop.CHAIN, Issuer.root("CN=Test authority").server(), "another panel's authority");
  }

  @Test
  void namesASelfSignedCertificate() {
    assertOnlyTheCertificate(Hop.CHAIN, Issuer.selfSigned(), "signed by itself, “CN=itself”");
  }

  @Test
  void namesAChainThatEndsTooEarly() {
    Issuer between = root.below("CN=In between");
    assertOnlyTheCertificate(
        Hop.CHAIN, between.server(), "the chain ends too early: the server shows 1");
    assertHealthy(between.server().with(between.certificate()));
  }

  @Test
  void namesAllThreeFaultsOfOneCertificate() {
    Issuer foreign = Issuer.root("CN=Somebody else");
    Issuer.Shown shown =
        foreign.server(
            Instant.now().minus(Issuer.days(100)), Issuer.days(90), Issuer.dns("other.lan"));
    try (ScriptedServer server = ScriptedServer.tls(shown, DaemonScript.HEALTHY)) {
      List<Check> checks = walk(server.port());

      assertThat(checks)
          .filteredOn(check -> check.status() == CheckStatus.FAIL)
          .extracting(Check::id)
          .containsExactly(
              "address.certificate-chain",
              "address.certificate-name",
              "address.certificate-expiry");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void warnsOfACertificateThatEndsSoon() {
    Issuer.Shown shown =
        root.server(Instant.now().minus(Issuer.days(80)), Issuer.days(90), Issuer.ip("127.0.0.1"));
    try (ScriptedServer server = ScriptedServer.tls(shown, DaemonScript.HEALTHY)) {
      List<Check> checks = walk(server.port());

      assertThat(check(checks, Hop.EXPIRY).status()).isEqualTo(CheckStatus.WARN);
      assertThat(check(checks, Hop.EXPIRY).detail()).contains("ends in 9 d");
      assertThat(check(checks, Hop.ORIGIN).status()).isEqualTo(CheckStatus.PASS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-3600, FAIL, behind",
    "120, FAIL, ahead",
    "12, WARN, ahead",
    "-12, WARN, behind",
    "0, PASS, apart"
  })
  void comparesClocks(long seconds, CheckStatus expected, String detail) {
    try (ScriptedServer server =
        ScriptedServer.tls(root.server(), DaemonScript.HEALTHY.clockOffBy(seconds))) {
      List<Check> checks = walk(server.port());

      assertBefore(checks, Hop.CLOCK);
      assertThat(check(checks, Hop.CLOCK).status()).isEqualTo(expected);
      assertThat(check(checks, Hop.CLOCK).detail()).contains(detail);
      for (Hop after : List.of(Hop.HTTP, Hop.WEBSOCKET, Hop.ORIGIN)) {
        assertThat(check(checks, after).status()).isEqualTo(CheckStatus.PASS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, text/html, another server answers",
    "200, text/html, another server answers",
    "421, text/html, does not know itself as 127.0.0.1",
    "421, request.wrong-host, does not know itself as 127.0.0.1",
    "502, text/html, a proxy answers",
    "504, text/html, a proxy answers",
    "302, text/html, it sends elsewhere",
    "404, request.not-found, and it is no daemon",
    "401, text/html, another server answers"
  })
  void namesWhoAnswersInTheDaemonsPlace(int status, String typeOrCode, String detail) {
    String answer =
        typeOrCode.contains("/")
            ? DaemonScript.answer(status, typeOrCode, "<html>")
            : DaemonScript.problem(status, typeOrCode);
    try (ScriptedServer server =
        ScriptedServer.tls(root.server(), DaemonScript.HEALTHY.greeting(answer))) {
      assertFailsAt(Hop.HTTP, walk(server.port()), detail);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\n"})
  void namesAServerThatSpeaksNoHttp(String answer) {
    try (ScriptedServer server = ScriptedServer.tls(root.server(), head -> answer)) {
      List<Check> checks = walk(server.port());

      assertThat(check(checks, Hop.HTTP).status()).isEqualTo(CheckStatus.FAIL);
      assertThat(check(checks, Hop.CLOCK).status()).isEqualTo(CheckStatus.SKIP);
      assertThat(check(checks, Hop.WEBSOCKET).status()).isEqualTo(CheckStatus.SKIP);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, request.upgrade-lost, takes the field Upgrade out",
    "400, text/plain, answers requests for a WebSocket itself",
    "426, text/plain, answers requests for a WebSocket itself",
    "200, text/html, answers requests for a WebSocket itself"
  })
  void namesAProxyThatSwallowsWebSockets(int status, String typeOrCode, String detail) {
    String answer =
        typeOrCode.contains("/")
            ? DaemonScript.answer(status, typeOrCode, "")
            : DaemonScript.problem(status, typeOrCode);
    try (ScriptedServer server =
        ScriptedServer.tls(root.server(), DaemonScript.HEALTHY.upgrade(answer))) {
      List<Check> checks = walk(server.port());

      assertBefore(checks, Hop.WEBSOCKET);
      assertThat(check(checks, Hop.WEBSOCKET).status()).isEqualTo(CheckStatus.FAIL);
      assertThat(check(checks, Hop.WEBSOCKET).detail()).contains(detail);
      assertThat(check(checks, Hop.ORIGIN).status()).isEqualTo(CheckStatus.PASS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 405 Method Not Allowed\r\nAccess-Control-Allow-Origin: *\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: https://other\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n"
      })
  void namesAProxyThatRefusesThePreflight(String answer) {
    try (ScriptedServer server =
        ScriptedServer.tls(root.server(), DaemonScript.HEALTHY.preflight(answer))) {
      assertFailsAt(Hop.ORIGIN, walk(server.port()), "a browser would not let pages of");
    }
  }

  @Test
  void isNotHeldUpByBytesThatDrip() {
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> {
              // The head of a TLS record, and then a byte of it every now and then.
              socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
              dripUntilClosed(socket);
            })) {
      Instant began = Instant.now();

      assertFailsAt(Hop.TLS, walk(server.port()), "says nothing for 3 s");
      assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void hangsUpAtOnceWhenNobodyWaitsAnyMore() {
    CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
    try (ScriptedServer server =
        ScriptedServer.raw(
            socket -> {
              socket.getInputStream().transferTo(OutputStream.nullOutputStream());
              hungUp.complete(true);
            })) {
      CompletableFuture<List<Check>> walk = probe().walk(target(server.port()));
      Awaitility.await().until(() -> server.connections() == 1);
      walk.cancel(true);

      assertThat(hungUp).succeedsWithin(Duration.ofSeconds(1));
    }
  }

  @Test
  void walksToAPanelUnderAnotherPrefixAndAsksForItsLink() {
    UnaryScript panel = new UnaryScript();
    try (ScriptedServer server = ScriptedServer.tls(root.server(), panel::answer)) {
      List<Check> checks =
          result(
              probe()
                  .walk(
                      new ProbeTarget(
                          URI.create("https://127.0.0.1:" + server.port()),
                          Destination.PANEL,
                          trust,
                          null)));

      assertThat(checks).hasSize(10).allMatch(check -> check.id().startsWith("panel."));
      assertThat(checks.subList(1, 10)).extracting(Check::status).containsOnly(CheckStatus.PASS);
      assertThat(server.requests().get(1))
          .startsWith("GET /link/v1 ")
          .contains("signalbox.link.v1");
    }
  }

  /** A panel's health and link. */
  private static final class UnaryScript {
    String answer(String head) {
      String answer =
          head.startsWith("GET /healthz ")
              ? DaemonScript.answer(200, "text/plain", "ok\n")
              : "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";
      return DaemonScript.HEALTHY.greeting(answer).upgrade(answer).apply(head);
    }
  }

  private static void assertHealthy(Issuer.Shown shown) {
    try (ScriptedServer server = ScriptedServer.tls(shown, DaemonScript.HEALTHY)) {
      List<Check> checks = walk(server.port());
      assertBefore(checks, Hop.ORIGIN);
      assertThat(check(checks, Hop.ORIGIN).status()).isEqualTo(CheckStatus.PASS);
    }
  }

  /** The other two respects pass, the handshake ends, and nothing is asked. */
  private static void assertOnlyTheCertificate(Hop fault, Issuer.Shown shown, String detail) {
    try (ScriptedServer server = ScriptedServer.tls(shown, DaemonScript.HEALTHY)) {
      List<Check> checks = walk(server.port());

      assertBefore(checks, Hop.CHAIN);
      for (Hop hop : List.of(Hop.CHAIN, Hop.CERTIFICATE_NAME, Hop.EXPIRY)) {
        assertThat(check(checks, hop).status())
            .as(check(checks, hop).toString())
            .isEqualTo(hop == fault ? CheckStatus.FAIL : CheckStatus.PASS);
      }
      assertThat(check(checks, fault).detail()).contains(detail);
      for (Hop hop : List.of(Hop.CLOCK, Hop.HTTP, Hop.WEBSOCKET, Hop.ORIGIN)) {
        assertThat(check(checks, hop).status()).isEqualTo(CheckStatus.SKIP);
      }
      assertThat(server.requests()).isEmpty();
    }
  }

  private static void assertFailsAt(Hop fault, List<Check> checks, String detail) {
    assertBefore(checks, fault);
    Check failed = check(checks, fault);
    assertThat(failed.status()).as(checks.toString()).isEqualTo(CheckStatus.FAIL);
    assertThat(failed.detail()).contains(detail);
    assertThat(failed.remedy()).isNotEmpty();
    assertThat(checks.subList(fault.ordinal() + 1, checks.size()))
        .as(checks.toString())
        .allSatisfy(
            check -> {
              assertThat(check.status()).isEqualTo(CheckStatus.SKIP);
              assertThat(check.detail())
                  .isEqualTo("not looked at, because this failed before it: " + fault.title());
            });
    assertThat(checks)
        .allSatisfy(
            check ->
                assertThat(check.detail() + check.remedy()).doesNotContain("Exception", "java."));
  }

  /** Everything up to a hop is well; but 127.0.0.1 is for one machine, which is warned of. */
  private static void assertBefore(List<Check> checks, Hop hop) {
    assertThat(checks.subList(0, hop.ordinal()))
        .as(checks.toString())
        .allMatch(
            check ->
                check.status() == CheckStatus.PASS
                    || (check.id().equals("address.kind") && check.status() == CheckStatus.WARN));
  }

  private static Check check(List<Check> checks, Hop hop) {
    return checks.get(hop.ordinal());
  }

  private static List<String> ids() {
    return Destination.DAEMON.hops().stream().map(Destination.DAEMON::id).toList();
  }

  private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String literal : literals) {
      addresses.add(InetAddress.getByName(literal));
    }
    return addresses;
  }

  private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
    InetSocketAddress address = (InetSocketAddress) full.getLocalSocketAddress();
    for (int i = 0; i < 64; i++) {
      Socket socket = new Socket();
      try {
        socket.connect(address, 300);
        waiting.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        return;
      }
    }
    throw new AssertionError("the backlog takes no end");
  }

  private static void dripUntilClosed(Socket socket) throws IOException {
    socket.setSoTimeout(100);
    byte[] flight = new byte[4096];
    while (true) {
      try {
        if (socket.getInputStream().read(flight) < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write(0);
      }
    }
  }

  private static EndpointProbe probe() {
    return new EndpointProbe(workers, timer, InstantSource.system());
  }

  private static ProbeTarget target(int port) {
    return target(URI.create("https://127.0.0.1:" + port));
  }

  private static ProbeTarget target(URI address) {
    return new ProbeTarget(address, Destination.DAEMON, trust, "https://panel.lan:7443");
  }

  private static List<Check> walk(int port) {
    return result(probe().walk(target(port)));
  }

  private static List<Check> walk(URI address) {
    return result(probe().walk(target(address)));
  }

  private static List<Check> walk(URI address, NameLookup names) {
    return result(
        new EndpointProbe(workers, timer, InstantSource.system(), names).walk(target(address)));
  }

  private static List<Check> result(CompletableFuture<List<Check>> walk) {
    return walk.orTimeout(12, TimeUnit.SECONDS).join();
  }
}
