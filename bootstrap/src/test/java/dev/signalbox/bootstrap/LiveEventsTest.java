package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.daemon.instance.FileDisposal;
import dev.signalbox.daemon.instance.InstanceService;
import dev.signalbox.panel.grant.GrantService;
import dev.signalbox.panel.grant.GrantTarget;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.user.UserChange;
import dev.signalbox.panel.user.UserService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page that stays open is told by a real panel, and what it is not. */
@Tag("linux")
final class LiveEventsTest {
  private static final List<String> PROTOCOL = List.of("signalbox.events.v1");

  @TempDir static Path dir;
  private static TestSite site;
  private static Daemon daemon;
  private static DaemonId daemonId;

  @BeforeAll
  static void start() {
    site = TestSite.start(dir, NettyTransport::new);
    daemon = site.daemon("here");
    daemonId = site.id("here");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void tellsOfAnInstanceAsListsShowIt() {
    try (TestConsole events = listen(site.administratorKey(), "")) {
      JsonObject hello = events.latest("hello").orElseThrow();
      assertThat(hello.get("missed").getAsBoolean()).isFalse();
      InstanceId id = TestSite.instance(daemon, "told", "sleep", "60");
      await(() -> !changes(events, id).isEmpty());
      assertThat(state(newest(events, id))).isEqualTo("stopped");
      TestSite.run(daemon, id);
      await(() -> state(newest(events, id)).equals("running"));
      JsonObject told = newest(events, id).getAsJsonObject("instance");
      JsonObject listed =
          site.get("/api/v1/instances?q=" + id, site.administratorKey())
              .json()
              .getAsJsonArray("items")
              .get(0)
              .getAsJsonObject();
      told.remove("usage");
      listed.remove("usage");
      assertThat(told).isEqualTo(listed);
      assertThat(told.get("daemon").getAsString()).isEqualTo(daemonId.value());

      InstanceService instances = daemon.service(InstanceService.class);
      instances.kill(id);
      await(() -> state(newest(events, id)).equals("stopped"));
      instances.delete(id, FileDisposal.DELETE);
      await(() -> kind(events, "instance.removed").stream().anyMatch(is("id", id.value())));
    }
  }

  @Test
  void tellsWhatARunningInstanceUses() {
    InstanceId id = TestSite.instance(daemon, "busy", "sh", "-c", "while :; do :; done");
    TestSite.run(daemon, id);
    try (TestConsole events = listen(site.administratorKey(), "")) {
      await(
          () ->
              changes(events, id).stream()
                  .anyMatch(
                      event ->
                          event
                                  .getAsJsonObject("instance")
                                  .getAsJsonObject("usage")
                                  .get("cpu")
                                  .getAsDouble()
                              > 0.05));
    } finally {
      daemon.service(InstanceService.class).kill(id);
    }
  }

  @Test
  void goesOnBehindANumberAndSaysWhereItCannot() {
    InstanceId id = TestSite.instance(daemon, "resumed", "true");
    String boot;
    long seq;
    try (TestConsole events = listen(site.administratorKey(), "")) {
      JsonObject hello = events.latest("hello").orElseThrow();
      boot = hello.get("boot").getAsString();
      seq = hello.get("seq").getAsLong();
    }
    replace(id, "resumed-1");
    replace(id, "resumed-2");
    try (TestConsole events = listen(site.administratorKey(), "?from=" + seq + "&boot=" + boot)) {
      JsonObject hello = events.latest("hello").orElseThrow();
      assertThat(hello.get("missed").getAsBoolean()).isFalse();
      assertThat(hello.get("seq").getAsLong()).isEqualTo(seq);
      await(() -> !changes(events, id).isEmpty());
      assertThat(changes(events, id)).hasSize(1);
      assertThat(newest(events, id).getAsJsonObject("instance").get("name").getAsString())
          .isEqualTo("resumed-2");
    }
    for (String query :
        List.of("?from=" + seq, "?from=" + seq + "&boot=other", "?from=999999999&boot=" + boot)) {
      try (TestConsole events = listen(site.administratorKey(), query)) {
        assertThat(events.latest("hello").orElseThrow().get("missed").getAsBoolean())
            .as(query)
            .isTrue();
      }
    }
  }

  @Test
  void tellsOneInstanceFourTimesASecondAtMostAndTheLastStateForSure() {
    InstanceId id = TestSite.instance(daemon, "often", "true");
    try (TestConsole events = listen(site.administratorKey(), "")) {
      long begun = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        replace(id, "often-" + i);
      }
      await(
          () ->
              newest(events, id)
                  .getAsJsonObject("instance")
                  .get("name")
                  .getAsString()
                  .equals("often-199"));
      long quarters = (System.nanoTime() - begun) / Duration.ofMillis(250).toNanos();
      assertThat(changes(events, id)).hasSizeLessThanOrEqualTo((int) quarters + 2);
    }
  }

  @Test
  void tellsAPersonWhatThePersonMaySeeJustThen() {
    UserId person = site.person("watcher");
    InstanceId mine = TestSite.instance(daemon, "mine", "true");
    InstanceId other = TestSite.instance(daemon, "other", "true");
    site.grant(person, daemonId, mine, Permissions.INSTANCES_VIEW);
    try (TestConsole events = listen(site.key(person), "")) {
      replace(other, "other-hidden");
      replace(mine, "mine-shown");
      await(() -> !changes(events, mine).isEmpty());
      assertThat(changes(events, other)).isEmpty();

      site.grant(person, daemonId, other, Permissions.INSTANCES_VIEW);
      await(() -> kind(events, "access.changed").stream().anyMatch(is("user", person.value())));
      replace(other, "other-shown");
      await(() -> !changes(events, other).isEmpty());

      site.panel().service(GrantService.class).delete(person, daemonId, GrantTarget.of(mine));
      replace(mine, "mine-hidden");
      replace(other, "other-last");
      await(
          () ->
              newest(events, other)
                  .getAsJsonObject("instance")
                  .get("name")
                  .getAsString()
                  .equals("other-last"));
      assertThat(events.messages().toString()).doesNotContain("hidden");
      assertThat(kind(events, "user.changed")).as("of other people").isEmpty();
    }
  }

  @Test
  void tellsOfDaemonsThatComeAndGo() {
    try (TestConsole events = listen(site.administratorKey(), "")) {
      Daemon away = site.daemon("away");
      String id = site.id("away").value();
      await(() -> "online".equals(status(events, id)));
      InstanceId instance = TestSite.instance(away, "elsewhere", "true");
      assertThat(names("elsewhere")).containsExactly("elsewhere");
      away.close();
      await(() -> "offline".equals(status(events, id)));
      assertThat(names("elsewhere")).isEmpty();
      int told = changes(events, instance).size();
      site.daemon("away");
      await(() -> "online".equals(status(events, id)));
      await(() -> changes(events, instance).size() > told);
      assertThat(names("elsewhere")).containsExactly("elsewhere");
    }
  }

  @Test
  void aPageShowsItsProofAsASubprotocol() {
    site.person("page");
    Map<String, String> page = signIn("page");
    String proof = page.get("Signalbox-Proof");
    Map<String, String> cookie = Map.of("Cookie", page.get("Cookie"), "Origin", site.url(""));
    List<String> offered = List.of("signalbox.events.v1", "proof." + proof);
    try (TestConsole events = site.client().console(url(""), cookie, offered)) {
      assertThat(events.subprotocol()).isEqualTo("signalbox.events.v1");
      await(() -> events.latest("hello").isPresent());
    }
    assertThat(refusal(cookie, List.of("signalbox.events.v1"))).isEqualTo(401);
    assertThat(refusal(cookie, List.of("signalbox.events.v1", "proof.wrong"))).isEqualTo(401);
    assertThat(refusal(Map.of("Cookie", page.get("Cookie")), offered))
        .as("no origin")
        .isEqualTo(403);
    assertThat(
            refusal(
                Map.of("Cookie", page.get("Cookie"), "Origin", "https://evil.example"), offered))
        .isEqualTo(403);
    assertThat(refusal(Map.of(), PROTOCOL)).isEqualTo(401);
    assertThat(refusal(TestSite.bearer(site.administratorKey()), List.of("other"))).isEqualTo(400);
  }

  @Test
  void closesWhatASignInOpenedWhenThatEndsAndNothingElse() {
    UserId person = site.person("leaver");
    Map<String, String> one = signIn("leaver");
    Map<String, String> two = signIn("leaver");
    String key = site.key(person);
    try (TestConsole first = listen(one);
        TestConsole second = listen(two);
        TestConsole program = listen(key, "");
        TestConsole somebodyElse = listen(site.administratorKey(), "")) {
      assertThat(send("DELETE", "/api/v1/session", one, null).status()).isEqualTo(204);
      assertThat(first.awaitClose()).isEqualTo(4401);

      ApiKeyService keys = site.panel().service(ApiKeyService.class);
      keys.delete(person, keys.list(person, 1, null).items().get(0).id());
      assertThat(program.awaitClose()).isEqualTo(4401);
      await(() -> kind(second, "access.changed").size() > 0);
      assertThat(second.isClosed()).isFalse();

      site.panel()
          .service(UserService.class)
          .change(person, new UserChange(null, null, null, true));
      assertThat(second.awaitClose()).isEqualTo(4401);
      assertThat(somebodyElse.isClosed()).isFalse();
    }
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndKeepsThisOne() {
    site.person("changer");
    Map<String, String> here = signIn("changer");
    Map<String, String> there = signIn("changer");
    try (TestConsole own = listen(here);
        TestConsole other = listen(there)) {
      assertThat(changePassword(here, "not my password").status()).isEqualTo(403);
      assertThat(changePassword(here, TestSite.PASSWORD).status()).isEqualTo(204);
      assertThat(other.awaitClose()).isEqualTo(4401);
      assertThat(send("GET", "/api/v1/session", here, null).status()).isEqualTo(200);
      assertThat(send("GET", "/api/v1/session", there, null).status()).isEqualTo(401);
      await(() -> kind(own, "access.changed").size() > 0);
      assertThat(own.isClosed()).isFalse();
    }
  }

  @Test
  void listensOnlyAndNotTooOften() {
    UserId person = site.person("chatty");
    String key = site.key(person);
    List<TestConsole> open = new ArrayList<>();
    try {
      for (int i = 0; i < 32; i++) {
        open.add(listen(key, ""));
      }
      assertThat(refusal(TestSite.bearer(key), PROTOCOL)).isEqualTo(429);
      TestConsole first = open.get(0);
      first.send("{}");
      assertThat(first.awaitClose()).isEqualTo(4400);
      await(() -> site.client().handshake(url(""), TestSite.bearer(key), PROTOCOL) == 101);
    } finally {
      open.forEach(TestConsole::close);
    }
  }

  private static TestClient.Answer changePassword(Map<String, String> page, String current) {
    return send(
        "PUT",
        "/api/v1/session/password",
        page,
        "{\"current\": \"" + current + "\", \"next\": \"another good one\"}");
  }

  private static TestClient.Answer send(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    return site.client().send(method, site.url(path), headers, body);
  }

  /** Signs in as a page does and returns what it then sends. */
  private static Map<String, String> signIn(String username) {
    TestClient.Answer answer =
        send(
            "POST",
            "/api/v1/session",
            Map.of("Origin", site.url("")),
            "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, TestSite.PASSWORD));
    return Map.of(
        "Cookie", answer.header("set-cookie").split(";", 2)[0],
        "Signalbox-Proof", answer.json().get("proof").getAsString(),
        "Origin", site.url(""));
  }

  private static TestConsole listen(Map<String, String> page) {
    return opened(
        site.client()
            .console(
                url(""),
                Map.of("Cookie", page.get("Cookie"), "Origin", page.get("Origin")),
                List.of("signalbox.events.v1", "proof." + page.get("Signalbox-Proof"))));
  }

  private static TestConsole listen(String key, String query) {
    return opened(site.client().console(url(query), TestSite.bearer(key), PROTOCOL));
  }

  private static TestConsole opened(TestConsole events) {
    await(() -> events.latest("hello").isPresent());
    return events;
  }

  private static int refusal(Map<String, String> headers, List<String> protocols) {
    return site.client().handshake(url(""), headers, protocols);
  }

  private static String url(String query) {
    return site.url("/api/v1/events" + query).replaceFirst("^http", "ws");
  }

  private static void replace(InstanceId id, String name) {
    InstanceService instances = daemon.service(InstanceService.class);
    DriverSpec driver = instances.get(id).driver();
    instances.replace(id, InstanceSpec.of(name, driver));
  }

  private static List<String> names(String words) {
    List<String> names = new ArrayList<>();
    site.get("/api/v1/instances?q=" + words, site.administratorKey())
        .json()
        .getAsJsonArray("items")
        .forEach(item -> names.add(item.getAsJsonObject().get("name").getAsString()));
    return names;
  }

  private static List<JsonObject> kind(TestConsole events, String kind) {
    return events.messages().stream()
        .filter(message -> message.has("event"))
        .map(message -> message.getAsJsonObject("event"))
        .filter(is("kind", kind))
        .toList();
  }

  private static List<JsonObject> changes(TestConsole events, InstanceId id) {
    return kind(events, "instance.changed").stream()
        .filter(event -> is("id", id.value()).test(event.getAsJsonObject("instance")))
        .toList();
  }

  private static JsonObject newest(TestConsole events, InstanceId id) {
    await(() -> !changes(events, id).isEmpty());
    List<JsonObject> all = changes(events, id);
    return all.get(all.size() - 1);
  }

  private static String state(JsonObject event) {
    return event.getAsJsonObject("instance").get("state").getAsString();
  }

  private static String status(TestConsole events, String daemon) {
    return kind(events, "daemon.changed").stream()
        .map(event -> event.getAsJsonObject("daemon"))
        .filter(is("id", daemon))
        .map(node -> node.get("status").getAsString())
        .reduce("", (earlier, later) -> later);
  }

  private static Predicate<JsonObject> is(String member, String value) {
    return object -> object.get(member).getAsString().equals(value);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
