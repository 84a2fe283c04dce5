package dev.signalbox.panel.session;

import static org.assertj.core.api.Assertions.assertThat;

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

class SessionRoutesTest {
  private static final Map<String, String> RIGHT =
      Map.of("username", "admin", "password", TestPanel.PASSWORD);
  private static final Map<String, String> WRONG =
      Map.of("username", "admin", "password", "not the password");

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private TestPanel panel;

  @BeforeEach
  void open() {
    panel = new TestPanel(data, clock);
  }

  @AfterEach
  void close() {
    panel.close();
  }

  @Test
  void answersWhoSignedInWithACookieForThisHostOnly() {
    Answer answer = panel.stranger().post("/session", RIGHT);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getAsJsonObject("user").keySet())
        .containsExactlyInAnyOrder("id", "username", "role");
    assertThat(answer.json().getAsJsonObject("user").get("role").getAsString()).isEqualTo("admin");
    assertThat(answer.text("expiresAt")).isEqualTo("2026-11-24T00:00:00Z");
    assertThat(answer.text("proof")).hasSize(43);
    assertThat(answer.headers().first("Set-Cookie").orElseThrow())
        .matches(
            "__Host-signalbox-[0-9a-f]{8}=[A-Za-z0-9_-]{43};"
                + " Path=/; Secure; HttpOnly; SameSite=Strict");
    assertThat(answer.headers().first("Cache-Control")).contains("no-store");
  }

  @Test
  void givesNoCookieWithoutTls() {
    Answer answer = panel.stranger().overPlainHttp().post("/session", RIGHT);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("auth.insecure-connection");
    assertThat(answer.text("detail")).contains("X-Forwarded-Proto: https");
    assertThat(answer.headers().first("Set-Cookie")).isEmpty();
  }

  @Test
  void takesNoCookieWithoutTls() {
    Client admin = panel.admin();
    Answer answer = admin.overPlainHttp().get("/session");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("auth.insecure-connection");
    assertThat(admin.get("/session").status()).isEqualTo(200);
  }

  @Test
  void takesASecondFactorsCodeThatNobodyAskedFor() {
    Answer answer =
        panel
            .stranger()
            .post(
                "/session",
                Map.of("username", "ADMIN", "password", TestPanel.PASSWORD, "code", "123456"));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusesTheCookieWithoutTheProofOnEveryRoute() {
    Client cookieOnly = panel.admin().without("Signalbox-Proof");
    Client wrongProof = panel.admin().with("Signalbox-Proof", "A".repeat(43));
    panel
        .routes()
        .forEach(
            route -> {
              if (route.method().equals("POST") && route.template().equals("/session")) {
                return;
              }
              String path = route.template().replaceAll("\\{[a-z]+}", "x");
              for (Client client : List.of(cookieOnly, wrongProof)) {
                Answer answer = client.send(route.method(), path, null);
                assertThat(answer.status()).as(route.method() + " " + path).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("auth.required");
              }
            });
  }

  @Test
  void refusesTheProofOfAnotherSession() {
    Client first = panel.admin();
    Answer second = panel.stranger().post("/session", RIGHT);
    assertThat(first.with("Signalbox-Proof", second.text("proof")).get("/session").status())
        .isEqualTo(401);
  }

  @Test
  void writesOnlyFromItsOwnPages() {
    Client admin = panel.admin();
    assertThat(admin.without("Origin").delete("/session").code())
        .isEqualTo("request.foreign-origin");
    for (String foreign :
        List.of(
            "https://evil.example",
            "https://panel.example",
            "https://panel.example:7444",
            "http://panel.example:7443",
            "https://panel.example:7443.evil.example",
            "null")) {
      assertThat(admin.with("Origin", foreign).delete("/session").code())
          .as(foreign)
          .isEqualTo("request.foreign-origin");
      assertThat(admin.with("Origin", foreign).get("/session").status()).as(foreign).isEqualTo(403);
      assertThat(panel.stranger().with("Origin", foreign).post("/session", RIGHT).status())
          .as(foreign)
          .isEqualTo(403);
    }
    assertThat(admin.without("Origin").get("/session").status()).isEqualTo(200);
    assertThat(admin.delete("/session").status()).isEqualTo(204);
  }

  @Test
  void endsWithTheSignOut() {
    Client admin = panel.admin();
    Answer answer = admin.delete("/session");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.headers().first("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(admin.get("/session").status()).isEqualTo(401);
  }

  @Test
  void survivesAReopenedDatabase() {
    Client admin = panel.admin();
    panel.close();
    panel = new TestPanel(data, clock);
    Client again =
        panel
            .stranger()
            .with("Cookie", admin.header("Cookie"))
            .with("Signalbox-Proof", admin.header("Signalbox-Proof"));
    assertThat(again.get("/session").status()).isEqualTo(200);
  }

  @Test
  void endsAfterTwelveHoursOfUseAndAfterTwoOfNone() {
    Client busy = panel.admin();
    Client idle = panel.admin();
    for (int i = 0; i < 11; i++) {
      clock.advance(Duration.ofHours(1));
      assertThat(busy.get("/session").status()).as("hour %d", i + 1).isEqualTo(200);
    }
    assertThat(idle.get("/session").status()).isEqualTo(401);
    clock.advance(Duration.ofHours(1));
    assertThat(busy.get("/session").status()).isEqualTo(401);
  }

  @Test
  void endsWhenThePasswordTheRoleOrTheStateChanges() {
    String id = panel.person("ann");
    Client admin = panel.admin();
    for (Map<String, ?> change :
        List.of(
            Map.of("role", "admin"),
            Map.of("disabled", true),
            Map.of("disabled", false),
            Map.of("password", TestPanel.PASSWORD))) {
      if (!change.equals(Map.of("disabled", false))) {
        Client ann = panel.stranger().signIn("ann", TestPanel.PASSWORD);
        assertThat(admin.patch("/users/" + id, change).status()).isEqualTo(200);
        assertThat(ann.get("/session").status()).as("%s", change).isEqualTo(401);
      } else {
        assertThat(admin.patch("/users/" + id, change).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void doesNotTellAnUnknownNameFromAWrongPasswordOrAClosedAccount() {
    String id = panel.person("ann");
    panel.admin().patch("/users/" + id, Map.of("disabled", true));
    Answer wrong = panel.stranger().post("/session", WRONG);
    Answer unknown =
        panel.stranger().post("/session", Map.of("username", "nobody", "password", "x"));
    Answer disabled =
        panel
            .stranger()
            .post("/session", Map.of("username", "ann", "password", TestPanel.PASSWORD));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("auth.bad-credentials");
    assertThat(unknown.json()).isEqualTo(wrong.json());
    assertThat(disabled.json()).isEqualTo(wrong.json());
  }

  @Test
  void thousandBadSignInsOnOneAccountShutNobodyElseOut() {
    panel.person("ann");
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      Answer answer = panel.stranger().post("/session", WRONG);
      assertThat(answer.status()).isIn(401, 429);
      if (answer.status() == 429) {
        refused++;
        assertThat(answer.code()).isEqualTo("auth.too-many-attempts");
        assertThat(Long.parseLong(answer.headers().first("Retry-After").orElseThrow()))
            .isBetween(1L, 30L);
      }
    }
    assertThat(refused).isEqualTo(995);
    // Another person from the same address, and the same person from another one.
    assertThat(panel.stranger().signIn("ann", TestPanel.PASSWORD)).isNotNull();
    assertThat(panel.stranger().from("192.0.2.7").signIn("admin", TestPanel.PASSWORD)).isNotNull();
    assertThat(panel.stranger().post("/session", RIGHT).status()).isEqualTo(429);
    clock.advance(Duration.ofSeconds(30));
    assertThat(panel.stranger().post("/session", RIGHT).status()).isEqualTo(200);
  }

  @Test
  void badRequestsNameTheField() {
    Answer answer = panel.stranger().post("/session", Map.of("username", "admin"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("password");
  }
}
