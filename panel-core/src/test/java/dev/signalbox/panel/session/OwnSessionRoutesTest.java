package dev.signalbox.panel.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnSessionRoutesTest {
  private static final String NEXT = "quite another password";

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private TestPanel panel;

  @BeforeEach
  void start() {
    panel = new TestPanel(data, clock);
  }

  @AfterEach
  void stop() {
    panel.close();
  }

  @Test
  void listsOnesOwnSessionsAndWhereTheyCameFrom() {
    panel.person("ada");
    TestPanel.Client phone =
        panel
            .stranger()
            .from("192.0.2.7")
            .with("User-Agent", "a\tphone" + "x".repeat(400))
            .signIn("ada", TestPanel.PASSWORD);
    clock.advance(Duration.ofMinutes(5));
    TestPanel.Client desk = panel.stranger().signIn("ada", TestPanel.PASSWORD);

    JsonArray items = desk.get("/sessions").json().getAsJsonArray("items");
    assertThat(items).hasSize(2);
    JsonObject newest = items.get(0).getAsJsonObject();
    assertThat(newest.get("current").getAsBoolean()).isTrue();
    JsonObject other = items.get(1).getAsJsonObject();
    assertThat(other.get("current").getAsBoolean()).isFalse();
    assertThat(other.get("address").getAsString()).isEqualTo("192.0.2.7");
    assertThat(other.get("userAgent").getAsString()).startsWith("a phonexxx").hasSize(300);
    assertThat(items.toString()).doesNotContain(phone.header("Signalbox-Proof"));
  }

  @Test
  void endsASessionOfOnesOwnAndNoOther() {
    panel.person("ada");
    TestPanel.Client one = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client two = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client admin = panel.admin();
    String twosId = current(two);

    assertThat(admin.delete("/sessions/" + twosId).code()).isEqualTo("session.unknown");
    assertThat(two.get("/session").status()).isEqualTo(200);
    assertThat(one.delete("/sessions/" + twosId).status()).isEqualTo(204);
    assertThat(two.get("/session").status()).isEqualTo(401);
    assertThat(one.get("/session").status()).isEqualTo(200);
    assertThat(one.delete("/sessions/" + twosId).status()).isEqualTo(404);
  }

  @Test
  void signsOutEverywhereButHere() {
    panel.person("ada");
    TestPanel.Client one = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client two = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client three = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client admin = panel.admin();

    assertThat(one.delete("/sessions").status()).isEqualTo(204);
    assertThat(List.of(two.get("/session").status(), three.get("/session").status()))
        .containsOnly(401);
    assertThat(one.get("/session").status()).isEqualTo(200);
    assertThat(admin.get("/session").status()).isEqualTo(200);
  }

  @Test
  void changesThePasswordAgainstThePresentOneOnly() {
    panel.person("ada");
    TestPanel.Client one = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Client two = panel.stranger().signIn("ada", TestPanel.PASSWORD);

    TestPanel.Answer wrong = change(one, "not it at all", NEXT);
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.code()).isEqualTo("auth.wrong-password");
    assertThat(wrong.text("field")).isEqualTo("current");
    TestPanel.Answer tooShort = change(one, TestPanel.PASSWORD, "short");
    assertThat(tooShort.status()).isEqualTo(400);
    assertThat(tooShort.text("field")).isEqualTo("next");

    assertThat(change(one, TestPanel.PASSWORD, NEXT).status()).isEqualTo(204);
    assertThat(one.get("/session").status()).isEqualTo(200);
    assertThat(two.get("/session").status()).isEqualTo(401);
    assertThat(panel.stranger().signIn("ada", NEXT).get("/session").status()).isEqualTo(200);
  }

  @Test
  void slowsDownWhoGuessesThePresentPasswordInAnOpenSession() {
    panel.person("ada");
    TestPanel.Client one = panel.stranger().signIn("ada", TestPanel.PASSWORD);
    TestPanel.Answer last = change(one, "guess 0", NEXT);
    for (int i = 1; i < 10; i++) {
      last = change(one, "guess " + i, NEXT);
    }
    assertThat(last.code()).isEqualTo("auth.too-many-attempts");
    assertThat(last.headers().first("Retry-After")).isPresent();
    assertThat(panel.admin().get("/session").status()).isEqualTo(200);
  }

  @Test
  void aKeyHasNoPasswordToChange() {
    TestPanel.Client key = panel.admin().withNewKey(Map.of("name", "script"));
    assertThat(change(key, TestPanel.PASSWORD, NEXT).code()).isEqualTo("auth.no-session");
    TestPanel.Client part =
        panel.admin().withNewKey(Map.of("name", "part", "permissions", List.of("host.view")));
    assertThat(part.get("/sessions").code()).isEqualTo("access.denied");
    assertThat(part.delete("/sessions").code()).isEqualTo("access.denied");
  }

  @Test
  void saysWhatTheCallerMayDo() {
    String ada = panel.person("ada");
    TestPanel.Client admin = panel.admin();
    admin.put(
        "/users/" + ada + "/grants/d1/i1",
        Map.of("permissions", List.of("instances.view", "console.view")));
    assertThat(admin.get("/session").json().getAsJsonArray("permissions").toString())
        .contains("users.manage", "instances.start");
    JsonObject own = panel.stranger().signIn("ada", TestPanel.PASSWORD).get("/session").json();
    assertThat(own.getAsJsonArray("permissions")).isEmpty();
    assertThat(own.getAsJsonArray("grants").toString())
        .isEqualTo(
            "[{\"daemon\":\"d1\",\"instance\":\"i1\","
                + "\"permissions\":[\"console.view\",\"instances.view\"]}]");
    TestPanel.Client part =
        admin.withNewKey(Map.of("name", "part", "permissions", List.of("host.view")));
    assertThat(part.get("/session").json().getAsJsonArray("permissions").toString())
        .isEqualTo("[\"host.view\"]");
  }

  private static TestPanel.Answer change(TestPanel.Client client, String current, String next) {
    return client.put("/session/password", Map.of("current", current, "next", next));
  }

  private static String current(TestPanel.Client client) {
    for (var item : client.get("/sessions").json().getAsJsonArray("items")) {
      if (item.getAsJsonObject().get("current").getAsBoolean()) {
        return item.getAsJsonObject().get("id").getAsString();
      }
    }
    throw new AssertionError("none is current");
  }
}
