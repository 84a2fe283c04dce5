package dev.signalbox.panel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.routing.Route;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import dev.signalbox.panel.testing.TestPanel.Answer;
import dev.signalbox.panel.testing.TestPanel.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRoutesTest {
  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private TestPanel panel;
  private Client admin;

  @BeforeEach
  void open() {
    panel = new TestPanel(data, clock);
    admin = panel.admin();
  }

  @AfterEach
  void close() {
    panel.close();
  }

  private List<JsonObject> items(String query) {
    List<JsonObject> items = new ArrayList<>();
    Answer answer = admin.get("/audit" + query);
    assertThat(answer.status()).isEqualTo(200);
    answer.json().getAsJsonArray("items").forEach(item -> items.add(item.getAsJsonObject()));
    return items;
  }

  private JsonObject newest() {
    return items("?limit=1").get(0);
  }

  @Test
  void holdsAnEntryOfEveryWriteOfTheApi() {
    for (Route route : panel.routes()) {
      if (route.method().equals("GET") || route.template().equals("/session")) {
        continue;
      }
      int before = items("?limit=1000").size();
      String path = route.template().replaceAll("\\{[a-z]+}", "some");
      Answer answer = admin.send(route.method(), path, "{}");
      assertThat(items("?limit=1000")).as(route.method() + path).hasSize(before + 1);
      JsonObject entry = newest();
      assertThat(entry.get("status").getAsInt()).isEqualTo(answer.status());
      assertThat(entry.getAsJsonObject("actor").get("name").getAsString()).isEqualTo("admin");
      assertThat(entry.get("action").getAsString()).matches("[a-z]+\\.[a-z-]+");
      assertThat(entry.get("address").getAsString()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void holdsSignInsAlsoFailedOnesAndWithoutWhatWasTyped() {
    panel.stranger().post("/session", Map.of("username", "admin", "password", "wrong-secret"));
    JsonObject failed = newest();
    assertThat(failed.get("action").getAsString()).isEqualTo("session.sign-in");
    assertThat(failed.get("status").getAsInt()).isEqualTo(401);
    assertThat(failed.getAsJsonObject("actor").get("name").getAsString()).isEqualTo("admin");

    panel.stranger().post("/session", Map.of("username", "my-password", "password", "x"));
    assertThat(newest().getAsJsonObject("actor").get("name").getAsString()).isEqualTo("(unknown)");

    admin.delete("/session");
    admin = panel.admin();
    assertThat(items("?limit=2"))
        .extracting(item -> item.get("action").getAsString())
        .containsExactly("session.sign-in", "session.sign-out");
    assertThat(admin.get("/audit").json().toString())
        .doesNotContain("wrong-secret")
        .doesNotContain("my-password")
        .doesNotContain(TestPanel.PASSWORD);
  }

  @Test
  void isNotFilledByStrangersWhoSendNoSignInAtAll() {
    int before = items("?limit=1000").size();
    for (String body : List.of("{", "[]", "{}", "{\"username\":\"admin\"}")) {
      assertThat(panel.stranger().send("POST", "/session", body).status()).isEqualTo(400);
    }
    assertThat(items("?limit=1000")).hasSize(before);
  }

  @Test
  void holdsRefusalsAndWhichKeyWasUsed() {
    panel.person("ann");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    Client key = ann.withNewKey(Map.of("name", "k"));
    key.post("/users", Map.of("username", "x", "password", "12345678", "role", "admin"));
    JsonObject refused = newest();
    assertThat(refused.get("status").getAsInt()).isEqualTo(403);
    assertThat(refused.getAsJsonObject("actor").get("name").getAsString()).isEqualTo("ann");
    assertThat(refused.getAsJsonObject("detail").has("apiKey")).isTrue();
  }

  @Test
  void isFoundByActorActionDaemonInstanceAndTime() {
    String ann = panel.person("ann");
    clock.advance(Duration.ofMinutes(1));
    String from = clock.instant().toString();
    Map<String, ?> wanted = Map.of("permissions", List.of("console.view"));
    admin.put("/users/" + ann + "/grants/here/lobby", wanted);
    admin.put("/users/" + ann + "/grants/there/*", wanted);
    assertThat(items("?daemon=here")).hasSize(1);
    assertThat(items("?daemon=here&instance=lobby")).hasSize(1);
    assertThat(items("?daemon=here&instance=other")).isEmpty();
    assertThat(items("?action=grants.put")).hasSize(2);
    assertThat(items("?actor=admin&from=" + from)).hasSize(2);
    assertThat(items("?to=" + from)).isNotEmpty().hasSize(items("").size() - 2);
    assertThat(items("?actor=nobody")).isEmpty();
    assertThat(items("?daemon=there").get(0).getAsJsonObject("detail").toString())
        .isEqualTo(
            "{\"instance\":\"*\",\"permissions\":\"console.view\",\"user\":\"" + ann + "\"}");
    for (String bad : List.of("from=yesterday", "limit=0", "cursor=x", "daemon=a%20b")) {
      assertThat(admin.get("/audit?" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void comesInPagesNewestFirst() {
    panel.person("ann");
    panel.person("bob");
    int all = items("?limit=1000").size();
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (true) {
      Answer page = admin.get("/audit?limit=2" + cursor);
      page.json()
          .getAsJsonArray("items")
          .forEach(item -> seen.add(item.getAsJsonObject().get("id").getAsString()));
      if (page.json().get("next").isJsonNull()) {
        break;
      }
      cursor = "&cursor=" + page.text("next");
    }
    assertThat(seen).hasSize(all).doesNotHaveDuplicates();
    assertThat(seen.stream().map(Long::valueOf).toList())
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void isForAdministratorsOnly() {
    panel.person("ann");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    assertThat(ann.get("/audit").code()).isEqualTo("access.denied");
  }

  @Test
  void noRouteOfThePeopleLeavesOpenWhoGetsThrough() {
    for (Route route : panel.routes()) {
      assertThat(route.attributes().get(RouteAccess.KEY))
          .as(route.method() + " " + route.template())
          .isPresent();
      if (!(route.method().equals("POST") && route.template().equals("/session"))) {
        String path = route.template().replaceAll("\\{[a-z]+}", "some");
        Answer answer = panel.stranger().send(route.method(), path, "{}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("auth.required");
        Answer foreign =
            panel
                .stranger()
                .with("Authorization", "Bearer sbx_" + "B".repeat(43))
                .send(route.method(), path, "{}");
        assertThat(foreign.status()).isEqualTo(401);
      }
    }
  }
}
