package dev.signalbox.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Panel and daemon behind a real nginx that ends TLS, both by one port. */
@Tag("linux")
class BehindProxyIT {
  private static final int LINES = 20_000;
  private static final String SCRIPT =
      "seq 1 " + LINES + "; echo uid $(id -u); while read line; do echo got $line; done";

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"netty, '', 127.0.0.2/32", "undertow, /signalbox, 127.0.0.0/8"})
  void doesTheMainJobByOnePort(String transport, String base, String range) throws Exception {
    try (TlsProxy proxy = TlsProxy.prepare(temp.resolve("proxy"));
        Product product = start(proxy, base, "--transport", transport, "--behind-proxy", range)) {
      listen(proxy, product, base);
      String panel = proxy.origin() + base;
      Operator operator = Operator.at(panel, proxy.authority(), temp);
      String id = operator.create(SCRIPT);
      try (Told told = Told.listen(proxy, panel, operator)) {
        operator.start(id);
        told.await("\"" + id + "\"");
      }
      watchesAndTypes(proxy, operator, id, "direct", proxy.origin() + "/daemon-a/v1/");
      watchesAndTypes(proxy, operator, id, "relay", panel + "/relay/");
      uploadsAndDownloads(operator, id, 64 << 20, "");
      uploadsAndDownloads(operator, id, 3 << 20, "&via=relay");
      worksInTheBrowser(proxy, panel, operator, id);

      operator.curl().run(operator.instance(id, "/kill"), "-X", "POST").expect(202);
      operator.awaitState(id, "stopped");
      assertThat(product.log()).doesNotContain("ERROR");
    }
  }

  @Test
  void refusesWhatDoesNotComeThroughTheProxy() throws Exception {
    try (TlsProxy proxy = TlsProxy.prepare(temp.resolve("proxy"));
        Product product = start(proxy, "", "--behind-proxy", "127.0.0.2/32")) {
      listen(proxy, product, "");
      Curl curl = Curl.trusting(proxy.authority());
      String password = "{\"username\":\"admin\",\"password\":\"" + Product.PASSWORD + "\"}";
      Curl.Answer foreign = curl.with("-H", "Host: evil.example").get(proxy.origin() + "/healthz");
      assertThat(foreign.expect(421).text("code")).isEqualTo("request.wrong-host");
      // What a client says of itself is not believed.
      curl.with("-H", "X-Forwarded-Host: evil.example", "-H", "X-Forwarded-Proto: http")
          .post(proxy.origin() + "/api/v1/session", password)
          .expect(200);

      for (String port : List.of(product.panelPort(), product.daemonPort())) {
        String plain = "http://127.0.0.1:" + port;
        Curl.Answer around =
            curl.with("-H", "X-Forwarded-Proto: https").get(plain + "/daemon-a/healthz");
        assertThat(around.expect(403).text("code")).isEqualTo("request.not-through-proxy");
      }
      String plain = "http://127.0.0.1:" + product.panelPort();
      curl.get(plain + "/healthz").expect(200);
      Curl.Answer insecure = curl.post(plain + "/api/v1/session", password).expect(403);
      assertThat(insecure.text("code")).isEqualTo("auth.insecure-connection");
      assertThat(product.output()).contains("READY panel=http://localhost:");
    }
  }

  private Product start(TlsProxy proxy, String base, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--base-path", base, "--daemon-base-path", "/daemon-a"));
    all.addAll(List.of("--daemon-url", proxy.origin() + "/daemon-a"));
    return Product.start(temp.resolve("data"), all.toArray(String[]::new));
  }

  private static void listen(TlsProxy proxy, Product product, String base) throws Exception {
    proxy.start(
        "proxy_bind 127.0.0.2;",
        Map.of(
            "server 127.0.0.1:7443", "server 127.0.0.1:" + product.panelPort(),
            "server 127.0.0.1:7444", "server 127.0.0.1:" + product.daemonPort(),
            "location / {", "location " + base + "/ {"));
  }

  private static void watchesAndTypes(
      TlsProxy proxy, Operator operator, String id, String way, String begin) throws Exception {
    JsonObject ticket = operator.ticket(id, "console", "");
    String url = ticket.get(way).getAsString();
    assertThat(url).startsWith(begin.replaceFirst("https", "wss"));
    String expected =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n", "", "\nuid 64321\n"));
    try (ConsoleClient console =
        ConsoleClient.open(
            proxy.authority(), url + "?from=0", ticket.get("ticket").getAsString())) {
      console.awaitOutput("uid 64321\n");
      byte[] head = Arrays.copyOf(console.bytes(), expected.length());
      assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo(expected);
      console.type("by " + way + "\n");
      console.awaitOutput("got by " + way + "\n");
    }
  }

  private void uploadsAndDownloads(Operator operator, String id, int bytes, String via)
      throws Exception {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    Path sent = Files.write(temp.resolve("sent.bin"), content);
    String url = operator.instance(id, "/files/content?path=a%20" + bytes + ".bin" + via);
    operator.curl().run(url, "-L", "-T", sent.toString()).expect(201);
    Path back = temp.resolve("back.bin");
    assertThat(operator.curl().save(url, back, "-L")).isEqualTo(200);
    assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
  }

  private void worksInTheBrowser(TlsProxy proxy, String panel, Operator operator, String id)
      throws Exception {
    try (Chromium chromium = Chromium.trusting(proxy.authority(), temp.resolve("home"));
        Visitor admin = chromium.visitor(panel + "/")) {
      // A deep link, which leads to the sign-in and back.
      admin.open(panel + "/instances/" + operator.daemon() + "/" + id);
      admin.fillSignIn("admin", Product.PASSWORD);
      assertThat(admin.heading("lobby")).isVisible();
      Locator field = admin.field("Command line");
      assertThat(field).isEnabled();
      assertThat(admin.page().getByText(Pattern.compile("^direct$"))).isVisible();
      field.fill("from the browser");
      field.press("Enter");
      assertThat(admin.page().locator(".xterm-rows")).containsText("got from the browser");
      assertThat(admin.page().url()).startsWith(panel + "/instances/");

      admin.link("Files").click();
      Path motd = Files.writeString(temp.resolve("motd.txt"), "welcome\n");
      admin.page().locator("input[type=file]").first().setInputFiles(motd);
      assertThat(admin.page().getByText(Pattern.compile("^motd.txt$")).first()).isVisible();
      Download file = admin.page().waitForDownload(() -> admin.choose("motd.txt", "Download"));
      assertThat(Files.readString(file.path())).isEqualTo("welcome\n");

      admin.place("Home").click();
      assertThat(admin.page()).hasURL(panel + "/");
      admin.settle();
      admin.place("Daemons").click();
      admin.page().reload();
      assertThat(admin.heading("Daemons")).isVisible();
      noticesThatThePanelIsAway(proxy, admin);
    }
  }

  private static void noticesThatThePanelIsAway(TlsProxy proxy, Visitor admin) throws Exception {
    Locator banner = admin.page().getByText("The panel does not answer");
    admin.expecting("ERR_CONNECTION|WebSocket connection");
    proxy.close();
    assertThat(banner).isVisible();
    proxy.run();
    assertThat(banner).not().isVisible();
  }

  /** Live events, as they arrive. */
  private static final class Told implements WebSocket.Listener, AutoCloseable {
    private final StringBuffer texts = new StringBuffer();
    private WebSocket socket;

    static Told listen(TlsProxy proxy, String panel, Operator operator) throws Exception {
      Told told = new Told();
      told.socket =
          ConsoleClient.client(proxy.authority())
              .newWebSocketBuilder()
              .subprotocols("signalbox.events.v1")
              .header("Authorization", "Bearer " + operator.key())
              .buildAsync(URI.create(panel.replaceFirst("https", "wss") + "/api/v1/events"), told)
              .join();
      return told;
    }

    void await(String text) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> texts.indexOf(text) >= 0);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      texts.append(data);
      from.request(1);
      return null;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
