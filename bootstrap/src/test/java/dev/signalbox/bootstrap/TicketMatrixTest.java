package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.Operation.Kind;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.operation.OperationRoute;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketRight;
import dev.signalbox.api.ticket.TicketSigner;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.authority.TicketKeys;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of ticket at every endpoint of a daemon: only what belongs together passes, once. */
@Tag("linux")
final class TicketMatrixTest {
  private static final String PAGE = "https://panel.example";
  private static final String SUBPROTOCOL = "signalbox.console.v1";

  @TempDir static Path dir;
  private static TestSite site;
  private static Daemon here;
  private static Daemon there;
  private static DaemonId hereId;
  private static DaemonId thereId;
  private static BootId boot;
  private static TicketSigner signer;
  private static InstanceId lobby;
  private static InstanceId arena;

  /** How a request reaches the daemon. */
  enum Way {
    DIRECT,
    RELAY
  }

  @BeforeAll
  static void start() {
    site = TestSite.start(dir, NettyTransport::new);
    here = site.daemon("here");
    there = site.daemon("there");
    hereId = site.id("here");
    thereId = site.id("there");
    boot = bootOf(hereId);
    signer = site.panel().service(TicketKeys.class).signer();
    lobby = TestSite.instance(here, "lobby", "cat");
    arena = TestSite.instance(here, "arena", "cat");
  }

  /** What a ticket opened may have stopped or deleted the instance. */
  @BeforeEach
  void runTheLobby() {
    InstanceService instances = here.service(InstanceService.class);
    if (instances.list().stream()
        .noneMatch(it -> it.id().equals(lobby) && it.state() == InstanceState.RUNNING)) {
      lobby = TestSite.instance(here, "lobby", "cat");
      TestSite.run(here, lobby);
      Operation upload = operation("files.upload");
      TestClient.Answer stored =
          ask(Way.DIRECT, upload, upload.routes().get(0), sign(ticket(upload)));
      assertThat(stored.status()).isEqualTo(201);
    }
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Named<Operation>> operations() {
    return DaemonOperations.table().all().stream()
        .map(operation -> Named.of(operation.id(), operation));
  }

  static Stream<Named<Operation>> bulk() {
    return operations().filter(operation -> operation.getPayload().kind() == Kind.BULK);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void onlyTheTicketOfItsKindOpensAnEndpoint(Operation endpoint) {
    for (OperationRoute route : endpoint.routes()) {
      for (Operation kind : DaemonOperations.table().all()) {
        if (!kind.equals(endpoint)) {
          refused(endpoint, route, sign(shownFor(kind, endpoint)), "ticket.wrong-operation");
        }
      }
      String own = sign(ticket(endpoint));
      assertThat(isOpen(Way.DIRECT, endpoint, route, own)).as("%s", route).isTrue();
      refused(endpoint, route, own, "ticket.spent");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aTicketThatIsWrongInOneThingOpensNothing(Operation endpoint) throws Exception {
    for (OperationRoute route : endpoint.routes()) {
      for (Map.Entry<String, String> wrong : wrongTickets(endpoint).entrySet()) {
        refused(endpoint, route, wrong.getValue(), wrong.getKey().replaceAll(" .*", ""));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void aPageOfAnotherOriginIsRefused(Operation endpoint) {
    OperationRoute route = endpoint.routes().get(0);
    String ofPage = sign(ticket(endpoint).fromOrigin(PAGE));
    Map<String, String> evil = Map.of("Origin", "https://evil.example");
    Map<String, String> page = Map.of("Origin", PAGE);

    assertThat(status(Way.DIRECT, endpoint, route, ofPage, evil)).isEqualTo(403);
    assertThat(status(Way.DIRECT, endpoint, route, sign(ticket(endpoint)), page)).isEqualTo(403);
    assertThat(status(Way.DIRECT, endpoint, route, ofPage, Map.of("Origin", "null")))
        .isEqualTo(403);
    assertThat(status(Way.DIRECT, endpoint, route, ofPage, page)).isNotIn(401, 403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bulk")
  void ofEightAtOnceOneGetsThrough(Operation endpoint) throws Exception {
    for (Way way : Way.values()) {
      OperationRoute route = endpoint.routes().get(0);
      String one = sign(ticket(endpoint));
      assertThat(
              Collections.frequency(
                  eightTimes(() -> isOpen(way, endpoint, route, one)), Boolean.TRUE))
          .as("%s", way)
          .isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bulk")
  void theRelayTakesWhatTheDaemonTakesAndNothingElse(Operation endpoint) throws Exception {
    for (OperationRoute route : endpoint.routes()) {
      for (Map.Entry<String, String> wrong : wrongTickets(endpoint).entrySet()) {
        assertThat(status(Way.RELAY, endpoint, route, wrong.getValue(), Map.of()))
            .as(wrong.getKey())
            .isEqualTo(502);
      }
      for (Operation kind : DaemonOperations.table().all()) {
        if (!kind.equals(endpoint)) {
          assertThat(status(Way.RELAY, endpoint, route, sign(shownFor(kind, endpoint)), Map.of()))
              .as(kind.id())
              .isEqualTo(502);
        }
      }
      String own = sign(ticket(endpoint));
      assertThat(isOpen(Way.RELAY, endpoint, route, own)).as("%s", route).isTrue();
      assertThat(status(Way.RELAY, endpoint, route, own, Map.of())).isEqualTo(502);
      assertThat(isOpen(Way.DIRECT, endpoint, route, own)).isFalse();
    }
  }

  @Test
  void nobodyGetsThroughWithNothing() {
    for (Operation endpoint : DaemonOperations.table().all()) {
      for (OperationRoute route : endpoint.routes()) {
        String url = TestSite.url(here, path(endpoint, route));
        for (Map<String, String> headers :
            List.of(
                Map.<String, String>of(),
                TestSite.bearer(site.administratorKey()),
                Map.of("Authorization", "Basic YWRtaW46YWRtaW4="),
                Map.of("Cookie", "session=" + sign(ticket(endpoint))))) {
          assertThat(site.client().send(route.method(), url, headers, null).status())
              .as("%s %s", route, headers.keySet())
              .isEqualTo(401);
        }
      }
    }
  }

  @Test
  void aTicketIsShownInOneWayOnly() {
    Operation download = operation("files.download");
    OperationRoute route = route("files.download");
    String url = TestSite.url(here, path(download, route));
    String one = sign(ticket(download));
    Map<String, String> bearer = TestSite.bearer(one);

    String twice =
        "GET "
            + path(download, route)
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + ("Authorization: Bearer " + one + "\r\n").repeat(2)
            + "\r\n";
    assertThat(site.client().raw(here.port(), twice)).startsWith("HTTP/1.1 4");
    assertThat(site.client().get(url + "&ticket=" + one + "&ticket=" + one, Map.of()).status())
        .isEqualTo(400);
    Map<String, String> offered =
        Map.of("Authorization", "Bearer " + one, "Sec-WebSocket-Protocol", "ticket." + one);
    assertThat(site.client().get(url, offered).code()).isEqualTo("ticket.malformed");
    assertThat(
            site.client()
                .get(url + "&ticket=" + one, Map.of("Sec-WebSocket-Protocol", "ticket." + one))
                .code())
        .isEqualTo("ticket.malformed");
    assertThat(site.client().get(url, bearer).status()).isEqualTo(200);
  }

  @Test
  void theHeaderBesideATicketInTheQueryIsNotLookedAt() {
    Operation download = operation("files.download");
    String url = TestSite.url(here, path(download, route("files.download")));
    for (String stale :
        List.of("Bearer " + site.administratorKey(), "Bearer x.y.z", "Basic eA==", "nonsense")) {
      TestClient.Answer answer =
          site.client()
              .get(url + "&ticket=" + sign(ticket(download)), Map.of("Authorization", stale));
      assertThat(answer.status()).as(stale).isEqualTo(200);
    }
    TestClient.Answer wrong =
        site.client().get(url + "&ticket=x", TestSite.bearer(sign(ticket(download))));
    assertThat(wrong.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aConsoleAsksForItsSubprotocolAndEchoesItAlone(Way way) {
    Operation console = operation("console");
    String url = webSocketUrl(way, lobby);
    assertThat(site.client().handshake(url, Map.of(), List.of("ticket." + sign(ticket(console)))))
        .isEqualTo(400);
    assertThat(
            site.client()
                .handshake(url, Map.of(), List.of("other.v1", "ticket." + sign(ticket(console)))))
        .isEqualTo(400);
    assertThat(site.client().handshake(url, Map.of(), List.of(SUBPROTOCOL)))
        .isEqualTo(way == Way.DIRECT ? 401 : 502);
    try (TestConsole opened = site.client().console(url, sign(ticket(console)), Map.of())) {
      assertThat(opened.subprotocol()).isEqualTo(SUBPROTOCOL);
    }
    String inQuery = url + "?ticket=" + sign(ticket(console));
    try (TestConsole opened = site.client().console(inQuery, Map.of(), List.of())) {
      assertThat(opened.subprotocol()).isEmpty();
    }
  }

  @Test
  void aTicketEndsWithTheRunOfItsDaemon() {
    Operation host = operation("host");
    String early = sign(Ticket.of(thereId, bootOf(thereId), "user-1", "host", soon()));
    String spent = sign(Ticket.of(thereId, bootOf(thereId), "user-1", "host", soon()));
    assertThat(hostOf(there, spent).status()).isEqualTo(200);

    there.close();
    there = site.daemon("there");
    assertThat(site.id("there")).isEqualTo(thereId);

    assertThat(hostOf(there, early).code()).isEqualTo("ticket.wrong-boot");
    assertThat(hostOf(there, spent).code()).isEqualTo("ticket.wrong-boot");
    String fresh = sign(Ticket.of(thereId, bootOf(thereId), "user-1", host.id(), soon()));
    assertThat(hostOf(there, fresh).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aResumeTokenOpensItsConsoleOnceAndIsFollowedByAnother(Way way) {
    String first = resumeOf(open(way, sign(ticket(operation("console")))));

    int refused = way == Way.DIRECT ? 401 : 502;
    assertThat(tryResume(way, arena, first)).isEqualTo(refused);
    String renewed = resumeOf(open(way, sign(ticket(operation("console")))));
    String second = resumeOf(open(way, renewed));
    assertThat(second).isNotEqualTo(renewed);
    assertThat(tryResume(way, lobby, renewed)).isEqualTo(refused);
    assertThat(tryResume(way, lobby, second)).isEqualTo(101);
    assertThat(tryResume(way, lobby, second)).isEqualTo(refused);
  }

  @Test
  void aResumeTokenOpensNothingButAConsole() {
    String token = resumeOf(open(Way.DIRECT, sign(ticket(operation("console")))));
    for (Operation endpoint : DaemonOperations.table().all()) {
      if (!endpoint.id().equals("console")) {
        for (OperationRoute route : endpoint.routes()) {
          assertThat(status(Way.DIRECT, endpoint, route, token, Map.of()))
              .as("%s", route)
              .isEqualTo(401);
        }
      }
    }
  }

  /** Sound tickets with one thing changed, by the code that refuses each. */
  private static Map<String, String> wrongTickets(Operation endpoint) throws Exception {
    Map<String, String> wrong = new LinkedHashMap<>();
    Ticket good = ticket(endpoint);
    wrong.put("ticket.wrong-daemon", sign(with(good, thereId, boot, soon())));
    wrong.put("ticket.wrong-boot", sign(with(good, hereId, bootOf(thereId), soon())));
    wrong.put("ticket.expired", sign(with(good, hereId, boot, Instant.now().minusSeconds(1))));
    wrong.put(
        "ticket.too-long-lived",
        sign(with(good, hereId, boot, Instant.now().plus(Duration.ofHours(1)))));
    if (endpoint.ofInstance()) {
      wrong.put("ticket.wrong-instance", sign(good.onInstance(arena)));
    } else {
      wrong.put("ticket.wrong-instance", sign(good.onInstance(lobby)));
    }
    wrong.put("ticket.wrong-path", sign(good.onPath(endpoint.bindsPath() ? "a.tx" : "a.txt")));
    if (endpoint.bindsPath()) {
      wrong.put("ticket.wrong-path of the root", sign(good.onPath("")));
      wrong.put("ticket.wrong-path of a neighbour", sign(good.onPath("a.txt2")));
    }
    wrong.putAll(forgeries(sign(good)));
    return wrong;
  }

  private static Map<String, String> forgeries(String token) throws Exception {
    String[] parts = token.split("\\.");
    String kid = signer.key().id();
    Map<String, String> forged = new LinkedHashMap<>();
    String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    forged.put("ticket.bad-signature none", none + "." + parts[1] + ".");
    forged.put("ticket.bad-signature none, signed", none + "." + parts[1] + "." + parts[2]);
    String hmac = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(signer.key().encoded(), "HmacSHA256"));
    byte[] code = mac.doFinal((hmac + "." + parts[1]).getBytes(US_ASCII));
    forged.put("ticket.bad-signature HMAC", hmac + "." + parts[1] + "." + encode(code));
    for (String more : List.of("\"crit\":[]", "\"x\":1", "\"jku\":\"https://evil.example\"")) {
      String header =
          encode("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"," + more + "}");
      forged.put("ticket.bad-signature " + more, signedByThePanel(header + "." + parts[1]));
    }
    forged.put("ticket.bad-signature zero", parts[0] + "." + parts[1] + "." + encode(new byte[64]));
    forged.put("ticket.bad-signature none at all", parts[0] + "." + parts[1] + ".");
    forged.put("ticket.malformed two parts", parts[0] + "." + parts[1]);
    forged.put("ticket.malformed four parts", token + ".x");
    return forged;
  }

  /** Signs with the panel's own key what the panel itself never would. */
  private static String signedByThePanel(String text) throws Exception {
    var field = TicketSigner.class.getDeclaredField("privateKey");
    field.setAccessible(true);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign((PrivateKey) field.get(signer));
    signature.update(text.getBytes(US_ASCII));
    return text + "." + encode(signature.sign());
  }

  private static void refused(Operation endpoint, OperationRoute route, String token, String code) {
    if (endpoint.payload().shape() == Shape.WEB_SOCKET) {
      assertThat(status(Way.DIRECT, endpoint, route, token, Map.of())).as(code).isIn(401, 403);
    }
    TestClient.Answer answer = ask(Way.DIRECT, endpoint, route, token);
    assertThat(answer.status()).as("%s at %s: %s", code, route, answer).isIn(401, 403);
    if (!route.method().equals("HEAD")) {
      assertThat(answer.code()).as("%s", route).isEqualTo(code);
    }
  }

  private static boolean isOpen(Way way, Operation endpoint, OperationRoute route, String token) {
    int status = status(way, endpoint, route, token, Map.of());
    // What is no refusal of the ticket is an answer of the handler behind it.
    return endpoint.kind() == Kind.BULK
        ? Set.of(101, 200, 201, 204).contains(status)
        : !Set.of(401, 403, 421).contains(status);
  }

  private static int status(
      Way way, Operation endpoint, OperationRoute route, String token, Map<String, String> more) {
    if (endpoint.payload().shape() == Shape.WEB_SOCKET) {
      return site.client()
          .handshake(webSocketUrl(way, lobby), more, List.of(SUBPROTOCOL, "ticket." + token));
    }
    return ask(way, endpoint, route, token, more).status();
  }

  private static TestClient.Answer ask(
      Way way, Operation endpoint, OperationRoute route, String token) {
    return ask(way, endpoint, route, token, Map.of());
  }

  private static TestClient.Answer ask(
      Way way, Operation endpoint, OperationRoute route, String token, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Authorization", "Bearer " + token);
    String body = endpoint.payload().input() == Void.class ? null : "{}";
    return site.client().send(route.method(), base(way) + path(endpoint, route), headers, body);
  }

  private static String base(Way way) {
    return way == Way.DIRECT ? TestSite.url(here, "") : site.url("/relay/" + hereId);
  }

  private static String webSocketUrl(Way way, InstanceId instance) {
    return base(way).replaceFirst("^https", "wss") + "/v1/instances/" + instance + "/console";
  }

  private static String path(Operation endpoint, OperationRoute route) {
    return "/v1"
        + route.template().replace("{instance}", lobby.value())
        + (endpoint.bindsPath() ? "?path=a.txt" : "");
  }

  private static TestConsole open(Way way, String pass) {
    return site.client().console(webSocketUrl(way, lobby), pass, Map.of());
  }

  private static String resumeOf(TestConsole console) {
    try (console) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> console.latest("hello").isPresent());
      JsonObject hello = console.latest("hello").orElseThrow();
      return hello.get("resume").getAsString();
    }
  }

  private static int tryResume(Way way, InstanceId instance, String token) {
    return site.client()
        .handshake(webSocketUrl(way, instance), Map.of(), List.of(SUBPROTOCOL, "ticket." + token));
  }

  private static TestClient.Answer hostOf(Daemon daemon, String token) {
    return site.client().get(TestSite.url(daemon, "/v1/host"), TestSite.bearer(token));
  }

  private static Operation operation(String id) {
    return DaemonOperations.table().get(id);
  }

  private static OperationRoute route(String id) {
    return operation(id).routes().get(0);
  }

  private static BootId bootOf(DaemonId daemon) {
    return site.panel().service(NodeService.class).link(daemon).hello().boot();
  }

  /** A sound ticket for an operation on the lobby, and on {@code a.txt} where it has a path. */
  private static Ticket ticket(Operation kind) {
    return shownFor(kind, kind);
  }

  /** A ticket of a kind that fits an endpoint in everything else. */
  private static Ticket shownFor(Operation kind, Operation endpoint) {
    Ticket ticket = Ticket.of(hereId, boot, "user-1", kind.id(), soon());
    ticket = endpoint.ofInstance() ? ticket.onInstance(lobby) : ticket;
    ticket = endpoint.bindsPath() ? ticket.onPath("a.txt") : ticket;
    return kind.id().equals("console") ? ticket.withRights(Set.of(TicketRight.VIEW)) : ticket;
  }

  private static Ticket with(Ticket good, DaemonId audience, BootId run, Instant expires) {
    Ticket changed = Ticket.of(audience, run, good.subject(), good.operation(), expires);
    InstanceId instance = good.instance();
    changed = instance == null ? changed : changed.onInstance(instance);
    String path = good.path();
    return path == null ? changed : changed.onPath(path);
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(50);
  }

  private static String sign(Ticket ticket) {
    return signer.sign(ticket);
  }

  private static String encode(String text) {
    return encode(text.getBytes(UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static List<Boolean> eightTimes(Callable<Boolean> request) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(Collections.nCopies(8, request))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
