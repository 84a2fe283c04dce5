package dev.signalbox.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.ticket.TicketKey;
import dev.signalbox.api.ticket.TicketSigner;
import dev.signalbox.panel.authority.TicketKeys;
import dev.signalbox.panel.exchange.LinkExchanges;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the relay carries, for whom, and how much at once. */
@Tag("linux")
final class RelayTest {
  private static final String DOWNLOAD = "/v1/instances/i/files/content?path=a.txt";

  @TempDir static Path dir;
  private static TestSite site;
  private static Daemon here;
  private static HostileDaemon other;
  private static InstanceId lobby;

  @BeforeAll
  static void start() {
    Iterator<Boolean> netty = Stream.iterate(true, last -> !last).iterator();
    site = TestSite.start(dir, () -> netty.next() ? new NettyTransport() : new UndertowTransport());
    here = site.daemon("here");
    lobby = TestSite.instance(here, "lobby", "cat");
    other = HostileDaemon.join(site.panel().joinCode("other"), "other.example");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void aDaemonNeverSeesWhatIsThePanels() {
    AtomicReference<HttpRequest> seen = new AtomicReference<>();
    other.answers(
        request -> {
          seen.set(request);
          return HttpResponse.of(204).asStage();
        });
    Map<String, String> sent =
        Map.ofEntries(
            Map.entry("Cookie", "__Host-signalbox=secret"),
            Map.entry("Signalbox-Proof", "secret"),
            Map.entry("Authorization", "Bearer " + site.administratorKey()),
            Map.entry("Proxy-Authorization", "Basic secret"),
            Map.entry("X-Forwarded-For", "192.0.2.1"),
            Map.entry("Forwarded", "for=192.0.2.1"),
            Map.entry("TE", "trailers"),
            Map.entry("X-Whatever", "secret"),
            Map.entry("Range", "bytes=1-"),
            Map.entry("If-Range", "\"x\""),
            Map.entry("Origin", "https://page.example"));
    String token = other.ticket(site, "ann");
    assertThat(site.client().get(relay(DOWNLOAD + "&ticket=" + token), sent).status())
        .isEqualTo(204);
    assertThat(names(seen.get())).containsOnly("range", "if-range", "origin");

    assertThat(site.client().get(relay(DOWNLOAD), TestSite.bearer(token)).status()).isEqualTo(204);
    assertThat(names(seen.get())).containsOnly("authorization");
  }

  private static List<String> names(HttpRequest request) {
    return request.headers().fields().stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void aTicketThatThePanelDidNotSignForThisRunNeverReachesTheLink() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    other.answers(
        request -> {
          asked.incrementAndGet();
          return HttpResponse.of(204).asStage();
        });
    TicketSigner signer = site.panel().service(TicketKeys.class).signer();
    Instant soon = Instant.now().plusSeconds(30);
    BootId boot = other.hello().boot();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    TicketSigner foreign =
        new TicketSigner(pair.getPrivate(), TicketKey.of((ECPublicKey) pair.getPublic()));
    for (String token :
        List.of(
            "x",
            "a.b.c",
            "",
            foreign.sign(HostileDaemon.ticket(other.id(), boot, "ann", soon)),
            signer.sign(HostileDaemon.ticket(site.id("here"), boot, "ann", soon)),
            signer.sign(HostileDaemon.ticket(other.id(), BootId.random(), "ann", soon)))) {
      TestClient.Answer answer = site.client().get(relay(DOWNLOAD + "&ticket=" + token), Map.of());
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.code()).isEqualTo("daemon.refused");
    }
    assertThat(asked).hasValue(0);
    String late =
        signer.sign(
            HostileDaemon.ticket(other.id(), boot, "ann", Instant.now().minusSeconds(1_000)));
    assertThat(site.client().get(relay(DOWNLOAD + "&ticket=" + late), Map.of()).status())
        .as("what it began may go on")
        .isEqualTo(204);
  }

  @Test
  void aPersonHas32ExchangesAndHoldsUpNobodyElse() throws IOException {
    HostileDaemon.Endless endless = new HostileDaemon.Endless(new byte[64 * 1024]);
    other.answers(request -> streamed(endless));
    UserId ann = site.person("ann");
    site.grantOnDaemon(ann, site.id("here"), Permissions.HOST_VIEW);
    String annsKey = site.key(ann);
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      InputStream body =
          site.client().stream(relay(DOWNLOAD + "&ticket=" + other.ticket(site, ann.value())));
      assertThat(body.read()).isZero();
      open.add(body);
    }
    TestClient.Answer bulk =
        site.client().get(relay(DOWNLOAD + "&ticket=" + other.ticket(site, ann.value())), Map.of());
    assertThat(bulk.status()).isEqualTo(429);
    assertThat(bulk.code()).isEqualTo("relay.too-many");
    assertThat(bulk.header("retry-after")).matches("[1-9][0-9]*");
    String host = "/api/v1/daemons/" + site.id("here") + "/host";
    assertThat(site.get(host, annsKey).code()).isEqualTo("relay.too-many");
    assertThat(site.get(host, site.administratorKey()).status()).isEqualTo(200);
    assertThat(site.get("/metrics", site.administratorKey()).body())
        .containsPattern("signalbox_relay_exchanges\\{daemon=\"" + other.id() + "\"} 32(\\.0)?\n");

    for (InputStream body : open) {
      body.close();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(site.get(host, annsKey).status()).isEqualTo(200));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> relayed() == 0);
  }

  @Test
  void aSilentDaemonsExchangeEndsWithItsClient() throws Exception {
    CompletableFuture<HttpReply> never = new CompletableFuture<>();
    other.answers(
        request -> {
          request.body().subscribe(new Ignoring(new CompletableFuture<>()));
          return never;
        });
    uploadAndLeave(() -> relayed() == 1);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> relayed() == 0);
    assertThat(never).isCancelled();
  }

  @Test
  void anUploadThatTheClientBreaksOffBreaksOffAtTheDaemon() throws Exception {
    CompletableFuture<Throwable> broken = new CompletableFuture<>();
    CompletableFuture<HttpReply> answer = new CompletableFuture<>();
    other.answers(
        request -> {
          request.body().subscribe(new Ignoring(broken));
          return answer;
        });
    uploadAndLeave(() -> relayed() == 1);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(broken::isDone);
    answer.complete(HttpResponse.of(400));
    Awaitility.await().until(() -> relayed() == 0);
    assertThat(broken.join()).isNotNull();
  }

  @Test
  void aBrokenDownloadGoesOnThroughTheRelayWithTheTicketThatBeganIt() throws IOException {
    String file = "/instances/" + lobby + "/files/content?path=big.bin";
    String mine = "/api/v1/daemons/" + site.id("here") + file + "&via=relay";
    String put = redirected("PUT", mine);
    assertThat(site.client().send("PUT", put, Map.of(), "x".repeat(3_000_000)).status())
        .isEqualTo(201);

    TestClient.Answer head = site.client().send("HEAD", redirected("HEAD", mine), Map.of(), null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("content-length")).isEqualTo("3000000");
    assertThat(head.body()).isEmpty();

    String get = redirected("GET", mine);
    try (InputStream body = site.client().stream(get)) {
      assertThat(body.readNBytes(1_000)).hasSize(1_000);
    }
    Map<String, String> rest = Map.of("Range", "bytes=1000-", "If-Range", head.header("etag"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              TestClient.Answer more = site.client().get(get, rest);
              assertThat(more.status()).isEqualTo(206);
              assertThat(more.header("content-range")).isEqualTo("bytes 1000-2999999/3000000");
              assertThat(more.body()).hasSize(2_999_000);
            });
    assertThat(site.client().get(get, Map.of()).status()).isEqualTo(502);
  }

  private static String redirected(String method, String path) {
    TestClient.Answer answer =
        site.client().send(method, site.url(path), TestSite.bearer(site.administratorKey()), null);
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("location")).startsWith(site.url("/relay/"));
    return answer.header("location");
  }

  /** Sends a part of a body, waits, and cuts the connection. */
  private static void uploadAndLeave(Callable<Boolean> until) throws IOException {
    String token = other.ticket(site, "ann");
    try (Socket socket = site.client().connect(site.panel().port())) {
      socket
          .getOutputStream()
          .write(
              ("PUT /relay/"
                      + other.id()
                      + DOWNLOAD
                      + "&ticket="
                      + token
                      + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nsome")
                  .getBytes(UTF_8));
      socket.getOutputStream().flush();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(until);
    }
  }

  private static int relayed() {
    return site.panel().service(LinkExchanges.class).relayed(other.id());
  }

  private static CompletionStage<HttpReply> streamed(Flow.Publisher<ByteBuffer> body) {
    return new HttpResponse(200, HttpHeaders.empty(), ResponseBody.of(body, OptionalLong.empty()))
        .asStage();
  }

  private static String relay(String path) {
    return site.url("/relay/" + other.id() + path);
  }

  /** Takes everything, and tells of a failure. */
  private record Ignoring(CompletableFuture<Throwable> failed)
      implements Flow.Subscriber<List<ByteBuffer>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {}

    @Override
    public void onError(Throwable failure) {
      failed.complete(failure);
    }

    @Override
    public void onComplete() {}
  }
}
