package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real panel looks for what keeps people from a real daemon. */
@Tag("linux")
final class DiagnosisTest {
  @TempDir Path temp;

  @Test
  void findsNothingAmissWithADaemonOnNetty() {
    try (TestSite site = TestSite.start(temp, NettyTransport::new)) {
      assertHealthy(site);
    }
  }

  @Test
  void findsNothingAmissWithADaemonOnUndertow() {
    try (TestSite site = TestSite.start(temp, UndertowTransport::new)) {
      assertHealthy(site);
    }
  }

  private static void assertHealthy(TestSite site) {
    site.daemon("here");
    Node node = node(site);

    List<JsonObject> checks = diagnose(site, "");

    assertThat(node.addresses()).isNotEmpty();
    assertThat(checks).hasSize(2 + 11 * node.addresses().size());
    assertThat(checks)
        .allSatisfy(
            check ->
                // A daemon that listens on 127.0.0.1 is for this machine only, and that is said.
                assertThat(text(check, "status"))
                    .as(check.toString())
                    .isEqualTo(text(check, "id").equals("address.kind") ? "warn" : "pass"));
    assertThat(site.get("/api/v1/audit?action=daemons.diagnose", site.administratorKey()).json())
        .satisfies(audit -> assertThat(audit.getAsJsonArray("items")).hasSize(1));
  }

  @Test
  void namesTheLinkAndThePortOfADaemonThatWasStopped() {
    try (TestSite site = TestSite.start(temp, NettyTransport::new)) {
      Daemon daemon = site.daemon("here");
      URI address = node(site).addresses().get(0);
      daemon.close();
      Awaitility.await().until(() -> node(site).status() == Node.Status.OFFLINE);

      List<JsonObject> checks = diagnose(site, "?address=" + encoded(address.toString()));

      assertThat(checks).hasSize(2 + 11);
      assertThat(checks)
          .filteredOn(check -> text(check, "status").equals("fail"))
          .extracting(check -> text(check, "id"))
          .containsExactly("link", "address.tcp");
      assertThat(text(checks.get(0), "detail")).contains(node(site).reason());
      assertThat(text(checks.get(4), "detail")).contains("refused: nothing listens there");
      assertThat(text(checks.get(4), "address")).isEqualTo(address.toString());
    }
  }

  @Test
  void dialsNoAddressThatIsNotTheDaemons() {
    try (TestSite site = TestSite.start(temp, NettyTransport::new)) {
      site.daemon("here");
      TestClient.Answer answer =
          site.get(
              path(site) + "?address=" + encoded("https://localhost:" + site.panel().port()),
              site.administratorKey());

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().get("field").getAsString()).isEqualTo("address");
      assertThat(site.get("/api/v1/daemons/nobody/diagnosis", site.administratorKey()).code())
          .isEqualTo("daemon.unknown");
    }
  }

  @Test
  void aProxyThatDropsUpgradeIsNamedBeforeTheTicketIsLookedAt() {
    try (TestSite site = TestSite.start(temp, NettyTransport::new)) {
      Daemon daemon = site.daemon("here");

      TestClient.Answer answer =
          site.client()
              .get(
                  TestSite.url(daemon, "/v1/instances/any/console"),
                  Map.of("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));

      assertThat(answer.code()).isEqualTo("request.upgrade-lost");
    }
  }

  private static List<JsonObject> diagnose(TestSite site, String query) {
    TestClient.Answer answer = site.get(path(site) + query, site.administratorKey());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().getAsJsonArray("checks").asList().stream()
        .map(check -> check.getAsJsonObject())
        .toList();
  }

  private static String path(TestSite site) {
    return "/api/v1/daemons/" + site.id("here") + "/diagnosis";
  }

  private static Node node(TestSite site) {
    return site.panel().service(NodeService.class).get(site.id("here"));
  }

  private static String text(JsonObject check, String member) {
    return check.get(member).getAsString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
