package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketListener;
import dev.signalbox.api.http.WebSocketSession;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.transport.netty.NettyTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hostile daemon whose streams come over the network: neither its words nor its bytes hurt. */
@Tag("linux")
final class StreamedHostileDaemonTest {
  @TempDir static Path dir;
  private static TestSite site;
  private static HostileDaemon hostile;
  private static String ticket;

  @BeforeAll
  static void start() {
    site = TestSite.start(dir, NettyTransport::new);
    hostile = HostileDaemon.join(site.panel().joinCode("hostile"), "hostile.example");
    ticket = hostile.ticket(site, "ann");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Named<String>> nonsense() {
    return Stream.of(
        Named.of("no JSON", "nonsense"),
        Named.of("null", "null"),
        Named.of("an array", "[]"),
        Named.of("deep", "[".repeat(30_000)),
        Named.of(
            "a switch that nobody asked for",
            "{\"status\":101,\"headers\":[],\"subprotocol\":\"\",\"limits\":{\"maxMessageBytes\":1,\"pingInterval\":\"PT1S\",\"idleTimeout\":\"PT1S\"}}"),
        Named.of("status 100", head(100, "")),
        Named.of("status 150", head(150, "")),
        Named.of("status 0", head(0, "")),
        Named.of("status -200", head(-200, "")),
        Named.of("status 600", head(600, "")),
        Named.of("status 99999", head(99999, "")),
        Named.of("a line break in a value", head(200, "[\"ETag\",\"a\\r\\nSet-Cookie: a=b\"]")),
        Named.of("a line feed in a name", head(200, "[\"ETag\\nSet-Cookie\",\"a=b\"]")),
        Named.of("a name of none", head(200, "[\"\",\"x\"]")),
        Named.of("three in a pair", head(200, "[\"a\",\"b\",\"c\"]")),
        Named.of("100,000 fields", head(200, "[\"a\",\"b\"]" + ",[\"a\",\"b\"]".repeat(99_999))),
        Named.of("a huge field", head(200, "[\"ETag\",\"" + "x".repeat(900_000) + "\"]")));
  }

  private static String head(int status, String fields) {
    return "{\"status\":" + status + ",\"headers\":[" + fields + "],\"length\":0}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void aHeadThatMakesNoSenseIsABadGateway(String text) {
    try (StreamedDaemon streams = new StreamedDaemon(request -> new Saying(text))) {
      hostile.answers(streams::handle);
      for (TestClient.Answer answer : List.of(relayed(), controlled())) {
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isIn("link.broken", "daemon.bad-answer");
        assertThat(answer.headers().map().toString()).doesNotContain("a=b");
      }
      assertThat(site.client().get(site.url("/healthz"), Map.of()).status()).isEqualTo(200);
    }
    assertThat(open()).isZero();
  }

  @Test
  void whatItSaysIsDataOverStreamsToo() {
    HttpResponse page =
        new HttpResponse(
            302,
            HttpHeaders.of(
                "Content-Type", "text/html",
                "Location", "https://evil.example/",
                "Set-Cookie", "a=b",
                "Content-Security-Policy", "script-src *"),
            ResponseBody.of("<script>alert(1)</script>".getBytes(UTF_8)));
    try (StreamedDaemon streams = StreamedDaemon.serving(request -> page.asStage())) {
      hostile.answers(streams::handle);
      for (TestClient.Answer answer : List.of(relayed(), controlled())) {
        assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(answer.headers().map().keySet())
            .noneMatch(
                name -> List.of("location", "set-cookie").contains(name.toLowerCase(Locale.ROOT)));
        assertThat(answer.headers().allValues("content-security-policy").toString())
            .doesNotContain("script-src *");
      }
    }
  }

  @Test
  void anAnswerOf10GibWaitsForItsReaderAndEndsWithIt() throws IOException {
    HostileDaemon.Endless endless = new HostileDaemon.Endless(new byte[64 * 1024]);
    HttpResponse large =
        new HttpResponse(
            200, HttpHeaders.empty(), ResponseBody.of(endless, OptionalLong.of(10L << 30)));
    try (StreamedDaemon streams = StreamedDaemon.serving(request -> large.asStage())) {
      hostile.answers(streams::handle);
      try (InputStream body = site.client().stream(url())) {
        assertThat(body.readNBytes(1024 * 1024)).hasSize(1024 * 1024);
        assertThat(open()).isEqualTo(1);
        Awaitility.await()
            .during(Duration.ofMillis(500))
            .atMost(Duration.ofSeconds(10))
            .until(() -> endless.produced() < 64L * 1024 * 1024);
      }
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(endless::isCancelled);
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> open() == 0);
    }
  }

  private static String url() {
    return site.url(
        "/relay/" + hostile.id() + "/v1/instances/i/files/content?path=a.txt&ticket=" + ticket);
  }

  private static TestClient.Answer relayed() {
    return site.client().get(url(), Map.of());
  }

  private static TestClient.Answer controlled() {
    return site.get("/api/v1/daemons/" + hostile.id() + "/host", site.administratorKey());
  }

  private static int open() {
    return site.panel().service(LinkExchanges.class).relayed(hostile.id());
  }

  /** Answers every text by the same one. */
  private record Saying(String answer) implements WebSocketListener {
    @Override
    public void onOpen(WebSocketSession session) {
      session.request(1);
    }

    @Override
    public void onText(WebSocketSession session, String text) {
      session.sendText(answer);
      session.request(1);
    }

    @Override
    public void onBinary(WebSocketSession session, ByteBuffer data) {
      session.request(1);
    }

    @Override
    public void onClose(WebSocketSession session, int code, String reason) {}
  }
}
