package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import dev.signalbox.bootstrap.TestClient.Answer;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panel and daemon in plain HTTP below paths, as a proxy in front meets them. */
@Tag("linux")
final class BehindProxyTest {
  private static final Map<String, String> FORWARDED =
      Map.of(
          "X-Forwarded-For", "203.0.113.9",
          "X-Forwarded-Proto", "https",
          "X-Forwarded-Host", "panel.example.com:8443");

  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path shared;
  private static Panel panel;
  private static Daemon daemon;
  private static TestClient client;

  @BeforeAll
  static void start() {
    panel =
        Panel.builder()
            .dataDirectory(shared.resolve("panel"))
            .transport(new NettyTransport())
            .listen("127.0.0.1", 0)
            .hosts(List.of("panel.example.com"))
            .behindProxy(List.of("127.0.0.0/8"))
            .basePath("/signalbox/")
            .initialAdministratorPassword(PASSWORD)
            .build();
    panel.start();
    daemon =
        Daemon.builder()
            .dataDirectory(shared.resolve("daemon"))
            .transport(new UndertowTransport())
            .listen("127.0.0.1", 0)
            .hosts(List.of("panel.example.com", "2001:db8::7"))
            .behindProxy(List.of("10.0.0.0/8", "127.0.0.1"))
            .basePath("/daemon-a")
            .join(panel.joinCode("here"))
            .build();
    daemon.start();
    client = TestClient.trusting();
  }

  @AfterAll
  static void stop() {
    if (daemon != null) {
      daemon.close();
    }
    if (panel != null) {
      panel.close();
    }
  }

  @Test
  void aDaemonIsReachedByItsNamesAndPathAndServesNoCertificate() {
    Node node = panel.service(NodeService.class).list().get(0);
    assertThat(node.status()).isEqualTo(Node.Status.ONLINE);
    assertThat(node.addresses())
        .extracting(Object::toString)
        .containsExactly("https://panel.example.com/daemon-a", "https://[2001:db8::7]/daemon-a");
    assertThat(node.certificate()).isNull();
  }

  @Test
  void ticketsNameTheAddressesThatTheProxyHas() {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("daemon", node().toString());
    wanted.addProperty("instance", instance());
    wanted.addProperty("operation", "console");
    Answer ticket = send("POST", "/signalbox/api/v1/tickets", wanted.toString());
    assertThat(ticket.status()).as(ticket.toString()).isEqualTo(200);
    assertThat(ticket.json().get("direct").getAsString())
        .startsWith("wss://panel.example.com/daemon-a/v1/instances/");
    assertThat(ticket.json().get("relay").getAsString())
        .startsWith("wss://panel.example.com:8443/signalbox/relay/" + node() + "/v1/instances/");
  }

  @Test
  void redirectsLeadBelowThePaths() {
    String content =
        "/signalbox/api/v1/daemons/"
            + node()
            + "/instances/"
            + instance()
            + "/files/content?path=a";
    assertThat(send("GET", content, null).header("location"))
        .startsWith("https://panel.example.com/daemon-a/v1/instances/");
    Answer relayed = send("GET", content + "&via=relay", null);
    assertThat(relayed.status()).isEqualTo(307);
    assertThat(relayed.header("location"))
        .startsWith("https://panel.example.com:8443/signalbox/relay/" + node() + "/v1/instances/");
    String relay = relayed.header("location").replaceFirst("https://[^/]*", "");
    assertThat(client.get(panelUrl(relay), FORWARDED).code()).isEqualTo("files.not-found");
  }

  @Test
  void nothingIsServedBesideThePaths() {
    assertThat(send("GET", "/healthz", null).code()).isEqualTo("request.not-found");
    assertThat(send("GET", "/signalbox/healthz", null).status()).isEqualTo(200);
    assertThat(client.get(daemonUrl("/v1/host"), FORWARDED).code()).isEqualTo("request.not-found");
    assertThat(client.get(daemonUrl("/daemon-a/v1/host"), FORWARDED).code())
        .isEqualTo("ticket.missing");
  }

  @Test
  void theDescriptionSaysWhereTheApiIs() {
    JsonObject document = send("GET", "/signalbox/api/v1/openapi.json", null).json();
    assertThat(document.getAsJsonArray("servers").get(0).getAsJsonObject().get("url").getAsString())
        .isEqualTo("/signalbox");
  }

  @Test
  void aForeignHostIsRefusedWhoeverForwardsIt() {
    Map<String, String> foreign = new HashMap<>(FORWARDED);
    foreign.put("X-Forwarded-Host", "evil.example");
    assertThat(client.get(panelUrl("/signalbox/healthz"), foreign).code())
        .isEqualTo("request.wrong-host");
    assertThat(client.get(daemonUrl("/daemon-a/v1/host"), foreign).code())
        .isEqualTo("request.wrong-host");
  }

  @Test
  void aPersonIsKnownByTheAddressThatTheProxyAdded() {
    Map<String, String> browser = new HashMap<>(FORWARDED);
    browser.put("X-Forwarded-For", "6.6.6.6, 203.0.113.9");
    browser.put("Origin", "https://panel.example.com:8443");
    Answer signIn =
        client.send(
            "POST",
            panelUrl("/signalbox/api/v1/session"),
            browser,
            "{\"username\": \"admin\", \"password\": \"" + PASSWORD + "\"}");
    assertThat(signIn.status()).as(signIn.toString()).isEqualTo(200);
    assertThat(signIn.header("set-cookie")).contains("; Path=/; Secure; HttpOnly");
    browser.put("Cookie", signIn.header("set-cookie").split(";", 2)[0]);
    browser.put("Signalbox-Proof", signIn.json().get("proof").getAsString());
    String sessions = client.get(panelUrl("/signalbox/api/v1/sessions"), browser).body();
    assertThat(sessions).contains("203.0.113.9").doesNotContain("6.6.6.6", "127.0.0.1");

    browser.put("X-Forwarded-Proto", "http");
    assertThat(client.get(panelUrl("/signalbox/api/v1/sessions"), browser).code())
        .isEqualTo("auth.insecure-connection");
  }

  @Test
  void aKeyWorksFromThisMachineWithoutTheProxy() {
    Answer direct = client.get(panelUrl("/signalbox/api/v1/session"), TestSite.bearer(key()));
    assertThat(direct.status()).isEqualTo(200);
  }

  @Test
  void everyFaultIsToldAtOnce(@TempDir Path dir) {
    ConfigurationException ofPanel =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                Panel.builder()
                    .dataDirectory(dir)
                    .transport(new NettyTransport())
                    .behindProxy(List.of("10.0.0.0/40", "proxy"))
                    .basePath("a b")
                    .build());
    assertThat(ofPanel.faults())
        .containsExactly(
            "behindProxy: 10.0.0.0/40 (expected: a prefix of 0 to 32 bits behind the slash)",
            "behindProxy: proxy (expected: an address with a prefix, such as 10.0.0.0/8 or fd00::/8)",
            "basePath: a b (expected: such as /signalbox, of letters, digits, '-', '_', '~' and '.')");
    ConfigurationException ofDaemon =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                Daemon.builder()
                    .dataDirectory(dir)
                    .transport(new NettyTransport())
                    .join(panel.joinCode("there"))
                    .behindProxy(List.of(""))
                    .basePath("/..")
                    .addresses(List.of("http://a.example"))
                    .build());
    assertThat(ofDaemon.faults())
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactly("behindProxy", "basePath", "addresses");
  }

  private static Object node() {
    return panel.service(NodeService.class).list().get(0).id();
  }

  private static String instance() {
    String spec =
        "{\"name\": \"made\", \"driver\": {\"type\": \"process\", \"command\": [\"true\"]}}";
    Answer made = send("POST", "/signalbox/api/v1/daemons/" + node() + "/instances", spec);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().get("id").getAsString();
  }

  private static String key() {
    return panel.service(ApiKeyService.class).createLocal().secret();
  }

  private static Answer send(String method, String path, @Nullable String body) {
    Map<String, String> headers = new HashMap<>(FORWARDED);
    headers.putAll(TestSite.bearer(key()));
    return client.send(method, panelUrl(path), headers, body);
  }

  private static String panelUrl(String path) {
    return "http://localhost:" + panel.port() + path;
  }

  private static String daemonUrl(String path) {
    return "http://localhost:" + daemon.port() + path;
  }
}
