package dev.signalbox.panel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.panel.database.Database;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import dev.signalbox.panel.testing.TestPanel.Answer;
import dev.signalbox.panel.testing.TestPanel.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserRoutesTest {
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

  private String ownId(Client client) {
    return client.get("/session").json().getAsJsonObject("user").get("id").getAsString();
  }

  @Test
  void makesShowsChangesAndRemovesAPerson() {
    Answer made =
        admin.post(
            "/users", Map.of("username", "Ann", "password", "a long enough one", "role", "user"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.headers().first("Location")).contains("users/" + made.text("id"));
    assertThat(made.json().keySet())
        .containsExactlyInAnyOrder("id", "username", "role", "disabled", "createdAt");
    String path = "/users/" + made.text("id");
    assertThat(admin.get(path).json()).isEqualTo(made.json());
    assertThat(admin.patch(path, Map.of("username", "Anna")).text("username")).isEqualTo("Anna");
    assertThat(panel.stranger().signIn("anna", "a long enough one")).isNotNull();
    assertThat(admin.delete(path).status()).isEqualTo(204);
    assertThat(admin.get(path).code()).isEqualTo("user.unknown");
    assertThat(admin.delete(path).status()).isEqualTo(404);
  }

  @Test
  void namesTheFieldAtFault() {
    record Fault(String field, Map<String, ?> body) {}
    List<Fault> faults =
        List.of(
            new Fault("username", Map.of("username", "", "password", "12345678", "role", "user")),
            new Fault(
                "username", Map.of("username", "a b", "password", "12345678", "role", "user")),
            new Fault(
                "username",
                Map.of("username", "a".repeat(65), "password", "12345678", "role", "user")),
            new Fault("password", Map.of("username", "ann", "password", "1234567", "role", "user")),
            new Fault(
                "password",
                Map.of("username", "ann", "password", "x".repeat(1025), "role", "user")),
            new Fault("role", Map.of("username", "ann", "password", "12345678", "role", "root")),
            new Fault("role", Map.of("username", "ann", "password", "12345678")),
            new Fault(
                "admin",
                Map.of("username", "ann", "password", "12345678", "role", "user", "admin", true)));
    for (Fault fault : faults) {
      Answer answer = admin.post("/users", fault.body());
      assertThat(answer.status()).as("%s", fault).isEqualTo(400);
      assertThat(answer.text("field")).as("%s", fault).isEqualTo(fault.field());
      assertThat(answer.json().toString()).doesNotContain("12345678");
    }
  }

  @Test
  void refusesASecondPersonOfTheSameNameInAnyCase() {
    panel.person("ann");
    Answer twice =
        admin.post("/users", Map.of("username", "ANN", "password", "12345678", "role", "user"));
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.code()).isEqualTo("user.name-taken");
    assertThat(twice.text("field")).isEqualTo("username");
  }

  @Test
  void keepsTheLastEnabledAdministrator() {
    String path = "/users/" + ownId(admin);
    for (Map<String, ?> change : List.of(Map.of("role", "user"), Map.of("disabled", true))) {
      Answer answer = admin.patch(path, change);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.code()).isEqualTo("user.last-administrator");
    }
    assertThat(admin.delete(path).code()).isEqualTo("user.last-administrator");
    assertThat(admin.get("/session").status()).isEqualTo(200);
  }

  @Test
  void keepsOneAdministratorWhenManyRemoveEachOtherAtOnce() throws Exception {
    UserService users = panel.get(UserService.class);
    String hash = "unused";
    List<User> administrators = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      User user =
          new User(
              dev.signalbox.api.id.UserId.random(),
              "admin" + i,
              dev.signalbox.panel.access.Role.ADMIN,
              false,
              clock.instant());
      panel.get(Database.class).change(handle -> UserTable.insert(handle, user, hash));
      administrators.add(user);
    }
    administrators.add(users.find("admin").orElseThrow());
    ExecutorService threads = Executors.newFixedThreadPool(administrators.size());
    try {
      CountDownLatch together = new CountDownLatch(1);
      List<Future<?>> removals = new ArrayList<>();
      for (User user : administrators) {
        removals.add(
            threads.submit(
                () -> {
                  together.await();
                  users.delete(user.id());
                  return true;
                }));
      }
      together.countDown();
      int refused = 0;
      for (Future<?> removal : removals) {
        try {
          removal.get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).hasMessageContaining("last enabled administrator");
          refused++;
        }
      }
      assertThat(refused).isEqualTo(1);
      assertThat(users.list(10, null).items()).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void listsPeopleInPages() {
    IntStream.range(0, 4).forEach(i -> panel.person("person" + i));
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < 3; i++) {
      Answer page = admin.get("/users?limit=2" + cursor);
      page.json()
          .getAsJsonArray("items")
          .forEach(item -> seen.add(item.getAsJsonObject().get("username").getAsString()));
      cursor = page.json().get("next").isJsonNull() ? "" : "&cursor=" + page.text("next");
    }
    assertThat(cursor).isEmpty();
    assertThat(seen).containsExactly("admin", "person0", "person1", "person2", "person3");
  }

  @Test
  void letsAPersonSeeAndChangeOnlyOneself() {
    String id = panel.person("ann");
    String other = panel.person("bob");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    assertThat(ann.get("/users/" + id).status()).isEqualTo(200);
    assertThat(ann.get("/users").code()).isEqualTo("access.denied");
    assertThat(ann.get("/users/" + other).status()).isEqualTo(403);
    assertThat(ann.get("/users/nobody").status()).isEqualTo(403);
    assertThat(ann.patch("/users/" + other, Map.of("password", "12345678")).status())
        .isEqualTo(403);
    assertThat(ann.patch("/users/" + id, Map.of("role", "admin")).status()).isEqualTo(403);
    assertThat(ann.patch("/users/" + id, Map.of("role", "admin", "password", "12345678")).status())
        .isEqualTo(403);
    assertThat(ann.delete("/users/" + id).status()).isEqualTo(403);
    assertThat(ann.patch("/users/" + id, Map.of("password", "another one")).status())
        .isEqualTo(200);
    assertThat(panel.stranger().signIn("ann", "another one")).isNotNull();
  }

  @Test
  void changesOnesOwnPasswordOnlySoonAfterItWasGiven() {
    String id = panel.person("ann");
    Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    Client key = ann.withNewKey(Map.of("name", "k"));
    clock.advance(Duration.ofMinutes(11));
    for (Client client : List.of(ann, key)) {
      Answer answer = client.patch("/users/" + id, Map.of("password", "another one"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("auth.recent-sign-in-required");
    }
  }

  @Test
  void letsTheCommandsOnThePanelsMachineGiveTheirOwnAdministratorANewPassword() {
    String secret = panel.get(ApiKeyService.class).createLocal().secret();
    Client local = panel.stranger().with("Authorization", "Bearer " + secret);
    String id =
        local
            .get("/users")
            .json()
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    assertThat(local.patch("/users/" + id, Map.of("password", "another one")).status())
        .isEqualTo(200);
    assertThat(local.get("/users").status()).isEqualTo(200);
  }

  @Test
  void neverShowsOrKeepsAPassword() {
    String id = panel.person("ann");
    assertThat(admin.get("/users").json().toString())
        .doesNotContain("argon2")
        .doesNotContain("hash");
    String kept =
        panel
            .get(Database.class)
            .read(
                handle ->
                    handle
                        .createQuery("SELECT password_hash FROM users WHERE id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
    assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
  }

  @Test
  void makesTheFirstAdministratorOnce() {
    UserService users = panel.get(UserService.class);
    assertThat(
            users.ensureAdministrator(
                () -> {
                  throw new AssertionError("asked for a password");
                }))
        .isFalse();
  }
}
