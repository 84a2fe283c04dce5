package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What foreign hosts, foreign pages and a hostile daemon try: none of it reaches a browser. */
@Tag("linux")
final class HostilePathsTest {
  /** The field names that a relayed answer may have; whatever else a daemon says stays behind. */
  private static final List<String> HARMLESS =
      List.of(
          "accept-ranges",
          "cache-control",
          "connection",
          "content-disposition",
          "content-length",
          "content-range",
          "content-security-policy",
          "content-type",
          "date",
          "etag",
          "last-modified",
          "referrer-policy",
          "retry-after",
          "transfer-encoding",
          "x-content-type-options",
          "x-frame-options",
          "cross-origin-resource-policy",
          "cross-origin-opener-policy");

  private static final List<String> TYPES =
      List.of(
          "application/json", "application/problem+json", "text/plain", "application/octet-stream");

  @TempDir static Path dir;
  private static TestSite site;
  private static Daemon here;
  private static HostileDaemon hostile;
  private static String ticket;

  /** By which way a daemon's answer comes to a client. */
  enum Way {
    CONTROL("/api/v1/daemons/%s/host"),
    RELAY("/relay/%s/v1/instances/i/files/content?path=a.txt&ticket=%s");

    private final String path;

    Way(String path) {
      this.path = path;
    }

    String url() {
      return site.url(path());
    }

    /** A ticket that the panel signed; this daemon does not look at it. */
    String path() {
      return path.formatted(hostile.id(), ticket);
    }
  }

  @BeforeAll
  static void start() {
    Iterator<Boolean> netty = Stream.iterate(true, last -> !last).iterator();
    site = TestSite.start(dir, () -> netty.next() ? new NettyTransport() : new UndertowTransport());
    here = site.daemon("here");
    hostile = HostileDaemon.join(site.panel().joinCode("hostile"), "panel.example");
    ticket = hostile.ticket(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:7443",
        "localhost.evil.example",
        "127.0.0.2",
        "[::1]",
        ""
      })
  void aForeignHostIsRefusedOnBothListeners(String host) {
    for (int port : new int[] {site.panel().port(), here.port()}) {
      for (String target : List.of("/healthz", "/api/v1/openapi.json", "/v1/host", "/", "/none")) {
        String answer =
            site.client()
                .raw(
                    port,
                    "GET "
                        + target
                        + " HTTP/1.1\r\nHost: "
                        + host
                        + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).as("%s %s", port, target).matches("(?s)HTTP/1\\.1 (421|400) .*");
        if (!host.isEmpty()) {
          assertThat(answer).startsWith("HTTP/1.1 421");
        }
      }
    }
  }

  @Test
  void aRequestWithoutOrWithTwoHostsIsRefused() {
    for (int port : new int[] {site.panel().port(), here.port()}) {
      for (String hosts : List.of("", "Host: localhost\r\nHost: evil.example\r\n")) {
        assertThat(
                site.client()
                    .raw(port, "GET /healthz HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n"))
            .matches("(?s)HTTP/1\\.1 4(21|00) .*");
      }
      assertThat(
              site.client()
                  .raw(
                      port,
                      "GET https://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
          .matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    }
  }

  @Test
  void itsOwnHostsAreServed() {
    for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1", "localhost.")) {
      assertThat(
              site.client()
                  .raw(
                      site.panel().port(),
                      "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
          .as(host)
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aDaemonAnswersPreflightsAndAPanelDoesNot() {
    Map<String, String> asked =
        Map.of(
            "Origin", "https://any.example",
            "Access-Control-Request-Method", "PUT",
            "Access-Control-Request-Headers", "authorization");
    TestClient.Answer daemons =
        site.client()
            .send("OPTIONS", TestSite.url(here, "/v1/instances/i/files/content"), asked, null);
    assertThat(daemons.status()).isEqualTo(204);
    assertThat(daemons.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(daemons.header("access-control-allow-methods")).contains("PUT");
    assertThat(daemons.headers().firstValue("access-control-allow-credentials")).isEmpty();
    for (String path : List.of("/api/v1/session", "/api/v1/users", Way.RELAY.path())) {
      for (String method : List.of("OPTIONS", "GET")) {
        hostile.answer(
            new HttpResponse(
                200, HttpHeaders.of("Access-Control-Allow-Origin", "*"), ResponseBody.empty()));
        TestClient.Answer panels = site.client().send(method, site.url(path), asked, null);
        assertThat(panels.headers().map().keySet())
            .as("%s %s", method, path)
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
      }
    }
  }

  @Test
  void aCookieAloneIsWorthNothing() {
    Map<String, String> mine = signIn();
    Map<String, String> other = signIn();
    String cookie = mine.get("Cookie");
    String origin = "https://localhost:" + site.panel().port();

    assertThat(status("GET", "/api/v1/session", mine)).isEqualTo(200);
    assertThat(status("GET", "/api/v1/session", Map.of("Cookie", cookie))).isEqualTo(401);
    assertThat(
            status(
                "GET",
                "/api/v1/session",
                Map.of("Cookie", cookie, "Signalbox-Proof", other.get("Signalbox-Proof"))))
        .isEqualTo(401);
    assertThat(
            status(
                "GET", "/api/v1/session", Map.of("Signalbox-Proof", mine.get("Signalbox-Proof"))))
        .isEqualTo(401);
    String bulk = "/api/v1/daemons/" + site.id("here") + "/instances/i/files/content?path=a";
    assertThat(status("GET", bulk, Map.of("Cookie", cookie))).isEqualTo(401);
    assertThat(status("GET", bulk, mine)).isEqualTo(307);

    String write = "/api/v1/daemons/" + site.id("here") + "/instances/i/start";
    assertThat(status("POST", write, mine)).isEqualTo(403);
    for (String foreign :
        List.of(
            "https://evil.example",
            "https://localhost:" + here.port(),
            "http://localhost:" + site.panel().port(),
            "null")) {
      assertThat(status("POST", write, plus(mine, "Origin", foreign))).as(foreign).isEqualTo(403);
    }
    assertThat(status("POST", write, plus(mine, "Origin", origin))).isEqualTo(404);
    assertThat(site.client().get(TestSite.url(here, "/v1/host"), Map.copyOf(mine)).code())
        .isEqualTo("ticket.missing");
    assertThat(status("DELETE", "/api/v1/session", plus(mine, "Origin", origin))).isEqualTo(204);
    assertThat(status("GET", "/api/v1/session", mine)).isEqualTo(401);
    assertThat(status("GET", "/api/v1/session", other)).isEqualTo(200);
  }

  @Test
  void theCookieIsForThisHostAndNoScript() {
    TestClient.Answer answer =
        site.client()
            .send(
                "POST",
                site.url("/api/v1/session"),
                Map.of(),
                "{\"username\":\"admin\",\"password\":\"" + TestSite.PASSWORD + "\"}");
    assertThat(answer.header("set-cookie"))
        .contains("; HttpOnly")
        .contains("; Secure")
        .contains("; SameSite=Strict")
        .doesNotContain("Domain");
  }

  @Test
  void anotherAuthoritysCertificateIsRefusedAndPlainTextIsNotAnswered() throws IOException {
    try (TestSite other = TestSite.start(dir.resolve("other"), NettyTransport::new)) {
      for (String url : List.of(site.url("/healthz"), TestSite.url(here, "/v1/host"))) {
        assertThatExceptionOfType(AssertionError.class)
            .isThrownBy(() -> other.client().get(url, Map.of()))
            .withCauseInstanceOf(SSLHandshakeException.class);
      }
    }
    for (int port : new int[] {site.panel().port(), here.port()}) {
      try (Socket plain = new Socket("127.0.0.1", port)) {
        plain.setSoTimeout(15_000);
        plain
            .getOutputStream()
            .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        assertThat(new String(allOf(plain.getInputStream()), UTF_8)).doesNotContain("HTTP/1.1 2");
      }
    }
  }

  @Test
  void aDaemonChoosesNoNameOfItsCertificate() throws Exception {
    var certificate = hostile.joined().chain().get(0);
    assertThat(String.valueOf(certificate.getSubjectAlternativeNames()))
        .doesNotContain("panel.example");
    ticket = hostile.ticket(site, "ann");
    assertThat(certificate.getSubjectX500Principal().getName()).doesNotContain("panel.example");
    ticket = hostile.ticket(site, "ann");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(hostile.joined().root().getCriticalExtensionOIDs()).contains("2.5.29.30");
  }

  static Stream<String> hostileTypes() {
    return Stream.of(
        "text/html",
        "TEXT/HTML; charset=utf-8",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "application/javascript",
        "text/plain; charset=utf-7",
        "text/css",
        "application/pdf",
        "application/json; x=\"text/html\"",
        "text/plain,text/html",
        "");
  }

  @ParameterizedTest
  @MethodSource("hostileTypes")
  void whatADaemonSaysIsData(String type) {
    HttpHeaders headers =
        HttpHeaders.of(
            "Set-Cookie", "session=stolen; Path=/",
            "Location", "https://evil.example/",
            "Refresh", "0; url=https://evil.example/",
            "Content-Security-Policy", "script-src *",
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Credentials", "true",
            "Service-Worker-Allowed", "/",
            "Clear-Site-Data", "\"*\"",
            "Strict-Transport-Security", "max-age=99999999; includeSubDomains",
            "Link", "</evil.js>; rel=preload",
            "Alt-Svc", "h3=\":1\"",
            "WWW-Authenticate", "Basic realm=x",
            "Proxy-Authenticate", "Basic realm=x",
            "Content-Encoding", "gzip",
            "SourceMap", "/evil.map",
            "Signalbox-Proof", "x",
            "Content-Length", "3",
            "Transfer-Encoding", "chunked",
            "Connection", "upgrade",
            "X-Content-Type-Options", "sniff",
            "Referrer-Policy", "unsafe-url");
    if (!type.isEmpty()) {
      headers = headers.with("Content-Type", type);
    }
    for (Way way : Way.values()) {
      for (int status :
          new int[] {200, 201, 203, 206, 301, 302, 303, 307, 308, 400, 404, 407, 500}) {
        byte[] script = "\"<script>alert(1)</script>\"".getBytes(UTF_8);
        hostile.answer(new HttpResponse(status, headers, ResponseBody.of(script)));
        TestClient.Answer answer = ask(way);

        assertThat(answer.status()).as("%s %s", way, status).isIn(status, 502);
        assertThat(answer.headers().map().keySet())
            .as("%s %s", way, status)
            .allMatch(name -> HARMLESS.contains(name.toLowerCase(Locale.ROOT)), "harmless");
        assertThat(TYPES).contains(answer.header("content-type").replaceFirst(";.*", ""));
        assertThat(answer.header("content-type")).doesNotContain("utf-7").doesNotContain("html");
        assertThat(answer.headers().allValues("x-content-type-options")).containsExactly("nosniff");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        assertThat(answer.headers().allValues("content-security-policy").toString())
            .doesNotContain("script-src *");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("referrer-policy")).doesNotContain("unsafe-url");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aDaemonsRefusalDoesNotSignAnybodyOut(Way way) {
    for (int status : new int[] {401, 403}) {
      hostile.answer(
          new HttpResponse(
              status,
              HttpHeaders.of("WWW-Authenticate", "Basic", "Content-Type", "text/html"),
              ResponseBody.of("<b>sign in here</b>".getBytes(UTF_8))));
      TestClient.Answer answer = ask(way);
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.code()).isEqualTo("daemon.refused");
      assertThat(answer.body()).doesNotContain("sign in here");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aBodyWhereNoneBelongsStaysBehind(Way way) {
    for (int status : new int[] {204, 304}) {
      hostile.answer(
          new HttpResponse(
              status,
              HttpHeaders.of("Content-Type", "text/plain"),
              ResponseBody.of("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\n".getBytes(UTF_8))));
      String answer = raw(way);
      assertThat(answer).as("%s", status).startsWith("HTTP/1.1 ").doesNotContain("Set-Cookie");
      assertThat(answer.indexOf("HTTP/1.1", 1)).isEqualTo(-1);
    }
  }

  @Test
  void aWrongLengthBreaksTheConnectionAndSmugglesNothing() {
    byte[] smuggled = "12345HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\n".getBytes(UTF_8);
    for (long said : new long[] {5, 1_000}) {
      hostile.answers(
          request ->
              new HttpResponse(
                      200,
                      HttpHeaders.of("Content-Type", "text/plain"),
                      ResponseBody.of(once(smuggled), OptionalLong.of(said)))
                  .asStage());
      String answer = raw(Way.RELAY);
      assertThat(answer)
          .as("%s", said)
          .doesNotContain("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\nHTTP");
      if (said == 5) {
        assertThat(answer).doesNotContain("Set-Cookie");
      }
      assertThat(site.client().get(site.url("/healthz"), Map.of()).status()).isEqualTo(200);
    }
  }

  @Test
  void endlessJsonEndsAndIsNotGathered() {
    HostileDaemon.Endless endless =
        new HostileDaemon.Endless("[".repeat(64 * 1024).getBytes(UTF_8));
    hostile.answers(
        request ->
            new HttpResponse(
                    200,
                    HttpHeaders.of("Content-Type", "application/json"),
                    ResponseBody.of(endless, OptionalLong.empty()))
                .asStage());
    TestClient.Answer answer = ask(Way.CONTROL);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.code()).isEqualTo("daemon.bad-answer");
    assertThat(endless.isCancelled()).isTrue();
    assertThat(endless.produced()).isLessThan(16 * 1024 * 1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep", "broken", "html"})
  void whatIsNoSoundJsonDoesNotPassAsJson(String kind) {
    String body =
        switch (kind) {
          case "deep" -> "[".repeat(100_000) + "]".repeat(100_000);
          case "broken" -> "{\"a\": ";
          default -> "<script>alert(1)</script>";
        };
    hostile.answer(
        new HttpResponse(
            200,
            HttpHeaders.of("Content-Type", "application/json"),
            ResponseBody.of(body.getBytes(UTF_8))));
    TestClient.Answer answer = ask(Way.CONTROL);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.code()).isEqualTo("daemon.bad-answer");
  }

  @Test
  void anEndlessDownloadWaitsForItsReader() throws IOException {
    HostileDaemon.Endless endless = new HostileDaemon.Endless(new byte[64 * 1024]);
    hostile.answers(
        request ->
            new HttpResponse(
                    200, HttpHeaders.empty(), ResponseBody.of(endless, OptionalLong.empty()))
                .asStage());
    try (InputStream body = site.client().stream(Way.RELAY.url())) {
      assertThat(body.readNBytes(1024 * 1024)).hasSize(1024 * 1024);
      Awaitility.await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> endless.produced() < 64L * 1024 * 1024);
    }
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(endless::isCancelled);
  }

  @Test
  void anUpgradeThatNobodyAskedForIsNone() {
    hostile.answer(upgrade(new AtomicInteger()));
    assertThat(ask(Way.CONTROL).status()).isEqualTo(502);
    assertThat(ask(Way.RELAY).status()).isGreaterThanOrEqualTo(400);
  }

  static Stream<Named<String>> hostileLists() {
    String large = "{\"id\":\"x\",\"name\":\"" + "n".repeat(1024 * 1024) + "\"}";
    return Stream.of(
        Named.of("empty for ever", "{\"items\":[],\"next\":\"again\"}"),
        Named.of("large for ever", "{\"items\":[" + large + "],\"next\":\"again\"}"),
        Named.of("deep", "{\"items\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
        Named.of("no list", "{\"items\":{\"next\":7}}"),
        Named.of("no object", "[]"),
        Named.of("null", "null"),
        Named.of("of no objects", "{\"items\":[1,null,[]],\"next\":{}}"),
        Named.of("no JSON", "nonsense"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileLists")
  void aHostileListHidesNoOtherDaemonsInstances(String page) {
    AtomicInteger asked = new AtomicInteger();
    hostile.answers(
        request -> {
          asked.incrementAndGet();
          return new HttpResponse(
                  200,
                  HttpHeaders.of("Content-Type", "application/json"),
                  ResponseBody.of(page.getBytes(UTF_8)))
              .asStage();
        });
    String mine = TestSite.instance(here, "visible", "true").value();
    TestClient.Answer answer = site.get("/api/v1/instances?q=visible", site.administratorKey());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(mine);
    assertThat(asked.get()).isLessThan(100);
  }

  @Test
  void anInstanceIsOfTheDaemonThatTellsOfIt() {
    InstanceSnapshot copied =
        here.service(InstanceService.class).get(TestSite.instance(here, "lie", "true"));
    hostile.tell(copied.on(site.id("here")));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(daemonsOf("lie"))
                    .containsExactlyInAnyOrder(site.id("here").value(), hostile.id().value()));
  }

  /** Returns the daemons of the instances of that name, as the panel lists them. */
  private static List<String> daemonsOf(String name) {
    List<String> daemons = new ArrayList<>();
    site.get("/api/v1/instances?q=" + name, site.administratorKey())
        .json()
        .get("items")
        .getAsJsonArray()
        .forEach(item -> daemons.add(item.getAsJsonObject().get("daemon").getAsString()));
    return daemons;
  }

  @Test
  void aSilentDaemonHidesNoOtherDaemonsInstances() {
    hostile.answers(request -> new CompletableFuture<HttpReply>());
    String mine = TestSite.instance(here, "audible", "true").value();
    TestClient.Answer answer = site.get("/api/v1/instances?q=audible", site.administratorKey());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(mine);
  }

  private static TestClient.Answer ask(Way way) {
    Map<String, String> headers =
        way == Way.CONTROL ? TestSite.bearer(site.administratorKey()) : Map.of();
    return site.client().get(way.url(), headers);
  }

  private static String raw(Way way) {
    String path = way.path();
    return site.client()
        .raw(
            site.panel().port(),
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + site.administratorKey()
                + "\r\nConnection: close\r\n\r\n");
  }

  private static Flow.Publisher<ByteBuffer> once(byte[] bytes) {
    return subscriber -> {
      SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 8);
      publisher.subscribe(subscriber);
      publisher.submit(ByteBuffer.wrap(bytes));
      publisher.close();
    };
  }

  private static WebSocketUpgrade upgrade(AtomicInteger opened) {
    return new WebSocketUpgrade(
        HttpHeaders.of("Set-Cookie", "a=b"),
        "",
        WebSocketLimits.DEFAULT,
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocketSession session) {
            opened.incrementAndGet();
          }

          @Override
          public void onText(WebSocketSession session, String text) {}

          @Override
          public void onBinary(WebSocketSession session, ByteBuffer data) {}

          @Override
          public void onClose(WebSocketSession session, int code, String reason) {}
        });
  }

  private static Map<String, String> signIn() {
    TestClient.Answer answer =
        site.client()
            .send(
                "POST",
                site.url("/api/v1/session"),
                Map.of(),
                "{\"username\":\"admin\",\"password\":\"" + TestSite.PASSWORD + "\"}");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cookie", answer.header("set-cookie").replaceFirst(";.*", ""));
    headers.put("Signalbox-Proof", answer.json().get("proof").getAsString());
    return headers;
  }

  private static Map<String, String> plus(Map<String, String> some, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(some);
    all.put(name, value);
    return all;
  }

  private static int status(String method, String path, Map<String, String> headers) {
    return site.client().send(method, site.url(path), headers, null).status();
  }

  private static byte[] allOf(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
