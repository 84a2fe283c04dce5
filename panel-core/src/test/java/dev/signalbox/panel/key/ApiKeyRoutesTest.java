package dev.signalbox.panel.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import dev.signalbox.panel.testing.TestPanel.Answer;
import dev.signalbox.panel.testing.TestPanel.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyRoutesTest {
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

  private Client withKey(String key) {
    return panel.stranger().with("Authorization", "Bearer " + key);
  }

  @Test
  void showsTheKeyOnceAndKeepsItsHash() {
    Answer made = admin.post("/keys", Map.of("name", "backup"));
    assertThat(made.status()).isEqualTo(201);
    String key = made.text("key");
    assertThat(key).matches("sbx_[A-Za-z0-9_-]{43}");
    JsonObject listed = admin.get("/keys").json().getAsJsonArray("items").get(0).getAsJsonObject();
    assertThat(listed.get("id").getAsString()).isEqualTo(made.text("id"));
    assertThat(listed.has("key")).isFalse();
    List<String> hashes =
        panel
            .get(Database.class)
            .read(
                handle ->
                    handle.createQuery("SELECT key_hash FROM api_keys").mapTo(String.class).list());
    assertThat(hashes).hasSize(1).first().asString().matches("[0-9a-f]{64}");
    assertThat(withKey(key).get("/session").status()).isEqualTo(200);
  }

  @Test
  void needsAFreshSignIn() {
    Client key = admin.withNewKey(Map.of("name", "k"));
    assertThat(key.post("/keys", Map.of("name", "more")).code())
        .isEqualTo("auth.recent-sign-in-required");
    clock.advance(Duration.ofMinutes(10));
    Answer late = admin.post("/keys", Map.of("name", "late"));
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.code()).isEqualTo("auth.recent-sign-in-required");
  }

  @Test
  void needsNoOriginAndNoProof() {
    Client key = admin.withNewKey(Map.of("name", "k"));
    String id =
        key.get("/keys")
            .json()
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    assertThat(key.delete("/keys/" + id).status()).isEqualTo(204);
    assertThat(key.get("/keys").status()).isEqualTo(401);
  }

  @Test
  void refusesWhatIsNotAKey() {
    String key = admin.post("/keys", Map.of("name", "k")).text("key");
    for (String wrong :
        List.of(
            "Bearer " + key.substring(0, key.length() - 1),
            "Bearer " + key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A"),
            "Bearer " + key + "A",
            "Bearer sbx_" + "A".repeat(43),
            "Bearer ",
            "Bearer",
            "Basic YWRtaW46YWRtaW4=",
            key)) {
      Answer answer = panel.stranger().with("Authorization", wrong).get("/session");
      assertThat(answer.status()).as(wrong).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("auth.required");
      assertThat(answer.json().toString()).doesNotContain(key);
    }
  }

  @Test
  void aWrongKeyIsNotSavedByAGoodSession() {
    assertThat(admin.with("Authorization", "Bearer x").get("/session").status()).isEqualTo(401);
  }

  @Test
  void endsWhenItExpires() {
    String soon = clock.instant().plusSeconds(60).toString();
    Client key = admin.withNewKey(Map.of("name", "k", "expiresAt", soon));
    assertThat(key.get("/session").text("expiresAt")).isEqualTo(soon);
    clock.advance(Duration.ofSeconds(60));
    assertThat(key.get("/session").status()).isEqualTo(401);
    Answer past = panel.admin().post("/keys", Map.of("name", "k", "expiresAt", soon));
    assertThat(past.status()).isEqualTo(400);
    assertThat(past.text("field")).isEqualTo("expiresAt");
  }

  @Test
  void diesWithItsPerson() {
    String id = panel.person("ann");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    Client key = ann.withNewKey(Map.of("name", "k"));
    assertThat(key.get("/session").status()).isEqualTo(200);
    admin.patch("/users/" + id, Map.of("disabled", true));
    assertThat(key.get("/session").status()).isEqualTo(401);
    admin.patch("/users/" + id, Map.of("disabled", false));
    assertThat(key.get("/session").status()).isEqualTo(200);
    admin.delete("/users/" + id);
    assertThat(key.get("/session").status()).isEqualTo(401);
  }

  @Test
  void narrowsWhatItsPersonMayDoAndAddsNothing() {
    Client viewer = admin.withNewKey(Map.of("name", "k", "permissions", List.of("audit.view")));
    assertThat(viewer.get("/audit").status()).isEqualTo(200);
    assertThat(viewer.get("/users").code()).isEqualTo("access.denied");
    assertThat(viewer.get("/keys").code()).isEqualTo("access.denied");
    panel.person("ann");
    Client ann =
        panel
            .stranger()
            .signIn("ann", TestPanel.PASSWORD)
            .withNewKey(Map.of("name", "k", "permissions", List.of("audit.view")));
    assertThat(ann.get("/audit").code()).isEqualTo("access.denied");
    Answer unknown = admin.post("/keys", Map.of("name", "k", "permissions", List.of("audit.wiew")));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text("field")).isEqualTo("permissions");
  }

  @Test
  void cannotMakeItselfMoreByAnAdministrator() {
    Client manager = admin.withNewKey(Map.of("name", "k", "permissions", List.of("users.manage")));
    String id = panel.person("ann");
    assertThat(
            manager
                .post("/users", Map.of("username", "eve", "password", "12345678", "role", "admin"))
                .status())
        .isEqualTo(403);
    assertThat(manager.patch("/users/" + id, Map.of("role", "admin")).status()).isEqualTo(403);
    assertThat(manager.patch("/users/" + id, Map.of("disabled", true)).status()).isEqualTo(200);
  }

  @Test
  void belongsToItsPersonAlone() {
    panel.person("ann");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    String id = ann.post("/keys", Map.of("name", "k")).text("id");
    assertThat(admin.get("/keys").json().getAsJsonArray("items")).isEmpty();
    assertThat(admin.delete("/keys/" + id).code()).isEqualTo("key.unknown");
    assertThat(ann.delete("/keys/" + id).status()).isEqualTo(204);
  }

  @Test
  void replacesTheKeyOfTheLocalCommands() {
    ApiKeyService keys = panel.get(ApiKeyService.class);
    String first = keys.createLocal().secret();
    String second = keys.createLocal().secret();
    assertThat(withKey(first).get("/users").status()).isEqualTo(401);
    assertThat(withKey(second).get("/users").status()).isEqualTo(200);
  }
}
