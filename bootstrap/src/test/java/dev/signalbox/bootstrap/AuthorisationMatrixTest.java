package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.Operation.Kind;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.operation.OperationRoute;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.routing.Route;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.control.ControlRoutes;
import dev.signalbox.panel.grant.GrantService;
import dev.signalbox.panel.key.ApiKeyService;
import dev.signalbox.panel.user.UserService;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what from the panel: every operation of the table, held against every kind of caller.
 */
@Tag("linux")
final class AuthorisationMatrixTest {
  private static final String SPEC =
      "{\"name\": \"made\", \"driver\": {\"type\": \"process\", \"command\": [\"true\"]}}";

  /** A body for each operation that takes one; a new operation fails here until it has one. */
  private static final Map<String, String> BODIES =
      Map.of(
          "instances.create", SPEC,
          "instances.replace", SPEC,
          "instances.command", "{\"line\": \"x\"}",
          "files.mkdir", "{\"path\": \"made\"}",
          "files.move", "{\"items\": [{\"from\": \"absent\", \"to\": \"b\"}]}",
          "files.delete", "{\"paths\": [\"absent\"]}");

  /** What anybody may ask without a name. */
  private static final Set<String> OPEN =
      Set.of(
          "POST /api/v1/session",
          "GET /api/v1/openapi.json",
          "GET /api/v1/authority",
          "GET /api/v1/authority/ca.pem",
          "GET /healthz",
          "GET /link/v1",
          "GET /link/v1/stream",
          "POST /link/v1/join",
          "GET /relay/{daemon}/v1/instances/{instance}/console",
          "GET /relay/{daemon}/v1/instances/{instance}/files/content",
          "HEAD /relay/{daemon}/v1/instances/{instance}/files/content",
          "PUT /relay/{daemon}/v1/instances/{instance}/files/content",
          "GET /",
          "GET /sign-in",
          "GET /sign-in/{page...}",
          "GET /instances",
          "GET /instances/{page...}",
          "GET /daemons",
          "GET /daemons/{page...}",
          "GET /people",
          "GET /people/{page...}",
          "GET /audit",
          "GET /audit/{page...}",
          "GET /account",
          "GET /account/{page...}",
          "GET /scheme.js",
          "GET /signalbox.svg",
          "GET /assets/{file}");

  @TempDir static Path dir;
  private static TestSite site;
  private static Daemon here;
  private static Daemon elsewhere;
  private static DaemonId hereId;
  private static DaemonId elsewhereId;

  /** One person for each kind of grant, with a key each. */
  private static final Map<String, UserId> people = new LinkedHashMap<>();

  private static final Map<String, String> keys = new LinkedHashMap<>();
  private static String strangersKey;

  @BeforeAll
  static void start() {
    site = TestSite.start(dir, NettyTransport::new);
    here = site.daemon("here");
    elsewhere = site.daemon("elsewhere");
    hereId = site.id("here");
    elsewhereId = site.id("elsewhere");
    for (String name : List.of("nothing", "other", "exact", "beside", "far")) {
      UserId id = site.person(name);
      people.put(name, id);
      keys.put(name, site.key(id));
    }
    try (TestSite strangers = TestSite.start(dir.resolve("strangers"), NettyTransport::new)) {
      strangersKey = strangers.administratorKey();
    }
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  static Stream<Named<Operation>> operations() {
    return DaemonOperations.table().all().stream()
        .map(operation -> Named.of(operation.id(), operation));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void onlyWhoHoldsThePermissionGetsThrough(Operation operation) {
    InstanceId mine = TestSite.instance(here, "mine", "true");
    InstanceId second = TestSite.instance(here, "second", "true");
    InstanceId far = TestSite.instance(elsewhere, "far", "true");
    grant(operation, mine, second, far);
    try {
      for (OperationRoute route : operation.routes()) {
        Map<String, TestClient.Answer> answers = new LinkedHashMap<>();
        callers(operation)
            .forEach((caller, key) -> answers.put(caller, ask(operation, route, mine, key)));
        holdAgainst(expected(operation), answers, operation.id() + " " + route);
        assertThat(pass(operation, route, ask(operation, route, mine, keys.get("exact"))))
            .as("exact permission, %s", operation.id())
            .isTrue();
        InstanceId another = TestSite.instance(here, "another", "true");
        assertThat(pass(operation, route, ask(operation, route, another, site.administratorKey())))
            .as("administrator, %s", operation.id())
            .isTrue();
      }
    } finally {
      takeBack();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void ticketsAreForWhoHoldsThePermission(Operation operation) {
    InstanceId mine = TestSite.instance(here, "mine", "true");
    InstanceId second = TestSite.instance(here, "second", "true");
    InstanceId far = TestSite.instance(elsewhere, "far", "true");
    if (operation.kind() == Kind.CONTROL) {
      TestClient.Answer refused = askTicket(operation, mine, site.administratorKey());
      assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
      return;
    }
    grant(operation, mine, second, far);
    try {
      Map<String, TestClient.Answer> answers = new LinkedHashMap<>();
      callers(operation)
          .forEach((caller, key) -> answers.put(caller, askTicket(operation, mine, key)));
      holdAgainst(expected(operation), answers, operation.id());
      for (String key : List.of(keys.get("exact"), site.administratorKey())) {
        TestClient.Answer minted = askTicket(operation, mine, key);
        assertThat(minted.status()).as(minted.toString()).isEqualTo(200);
        assertThat(minted.header("cache-control")).isEqualTo("no-store");
      }
      TestClient.Answer besides = askTicket(operation, second, keys.get("exact"));
      assertThat(besides.code()).isEqualTo("access.not-found");
    } finally {
      takeBack();
    }
  }

  @Test
  void everyRouteSaysWhoGetsThrough() {
    assertThat(site.routes()).hasSizeGreaterThan(40);
    assertThat(site.routes())
        .filteredOn(route -> route.attributes().get(RouteAccess.KEY).isEmpty())
        .as("routes that are neither an operation of the table nor say who gets through")
        .allSatisfy(
            route -> {
              Operation operation = route.attributes().get(ControlRoutes.OPERATION).orElse(null);
              assertThat(operation).as(name(route)).isNotNull();
              assertThat(DaemonOperations.table().all()).contains(operation);
            });
  }

  @Test
  void strangersGetThroughToNothingButWhatIsListed() {
    List<String> open = new ArrayList<>();
    for (Route route : site.routes()) {
      TestClient.Answer answer =
          site.client().send(route.method(), site.url(path(route)), Map.of(), null);
      if (route.attributes().get(RouteAccess.KEY).filter(RouteAccess.open()::equals).isPresent()) {
        open.add(name(route));
      } else {
        assertThat(answer.status()).as(name(route)).isEqualTo(401);
      }
    }
    assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
  }

  @Test
  void whatConcernsThePanelIsForAdministrators() {
    String person = keys.get("nothing");
    String narrow =
        site.key(
            site.panel().service(UserService.class).find("admin").orElseThrow().id(),
            PermissionScope.only(Set.of(Permissions.HOST_VIEW)));
    int seen = 0;
    for (Route route : site.routes()) {
      if (route.attributes().get(RouteAccess.KEY).orElse(null) instanceof RouteAccess.Panel) {
        seen++;
        for (String key : List.of(person, narrow)) {
          TestClient.Answer answer =
              site.client().send(route.method(), site.url(path(route)), TestSite.bearer(key), null);
          assertThat(answer.status()).as(name(route)).isEqualTo(403);
          if (!route.method().equals("HEAD")) {
            assertThat(answer.code()).as(name(route)).isEqualTo("access.denied");
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(8);
  }

  @Test
  void nobodyReachesWhatBelongsToSomebodyElse() {
    UserId victim = people.get("exact");
    String key = keys.get("nothing");
    String keyId =
        site.panel().service(ApiKeyService.class).list(victim, 1, null).items().get(0).id().value();

    assertThat(site.get("/api/v1/users/" + victim + "/grants", key).status()).isIn(403, 404);
    assertThat(
            site.client()
                .send("DELETE", site.url("/api/v1/keys/" + keyId), TestSite.bearer(key), null)
                .status())
        .isEqualTo(404);
    assertThat(site.get("/api/v1/session", keys.get("exact")).status()).isEqualTo(200);
    assertThat(site.get("/api/v1/daemons", key).json().get("items").getAsJsonArray()).isEmpty();
    assertThat(site.get("/api/v1/daemons/" + hereId, key).status()).isEqualTo(404);
    assertThat(site.get("/api/v1/instances", key).json().get("items").getAsJsonArray()).isEmpty();
  }

  @Test
  void listsShowWhatIsGrantedAndNoMore() {
    InstanceId mine = TestSite.instance(here, "seen", "true");
    TestSite.instance(here, "unseen", "true");
    site.grant(people.get("exact"), hereId, mine, Permissions.INSTANCES_VIEW);
    try {
      for (String path : List.of("/api/v1/instances", "/api/v1/daemons/" + hereId + "/instances")) {
        assertThat(site.get(path, keys.get("exact")).json().get("items").getAsJsonArray())
            .as(path)
            .extracting(item -> item.getAsJsonObject().get("id").getAsString())
            .containsExactly(mine.value());
      }
    } finally {
      takeBack();
    }
  }

  @Test
  void whoMayWatchAConsoleCannotType() {
    InstanceId cat = TestSite.instance(here, "cat", "cat");
    TestSite.run(here, cat);
    site.grant(people.get("exact"), hereId, cat, Permissions.CONSOLE_VIEW);
    try {
      JsonObject asked = ticketBody(DaemonOperations.table().get("console"), cat);
      asked.add("rights", new JsonArray());
      asked.getAsJsonArray("rights").add("input");
      assertThat(site.post("/api/v1/tickets", keys.get("exact"), asked.toString()).code())
          .isEqualTo("access.denied");
      assertThat(
              site.post(
                      "/api/v1/daemons/" + hereId + "/instances/" + cat + "/command",
                      keys.get("exact"),
                      "{\"line\": \"by command\"}")
                  .code())
          .isEqualTo("access.denied");

      JsonObject minted =
          askTicket(DaemonOperations.table().get("console"), cat, keys.get("exact")).json();
      for (String way : List.of("direct", "relay")) {
        if (way.equals("relay")) {
          minted =
              askTicket(DaemonOperations.table().get("console"), cat, keys.get("exact")).json();
        }
        try (TestConsole console =
            site.client()
                .console(
                    minted.get(way).getAsString(), minted.get("ticket").getAsString(), Map.of())) {
          await(() -> console.latest("hello").isPresent());
          assertThat(console.latest("hello").orElseThrow().get("rights").toString())
              .isEqualTo("[\"view\"]");
          console.type("typed " + way + "\n");
          await(() -> console.latest("error").isPresent());
          assertThat(console.latest("error").orElseThrow().get("code").getAsString())
              .isEqualTo("console.read-only");
        }
      }
      assertThat(
              site.post(
                      "/api/v1/daemons/" + hereId + "/instances/" + cat + "/command",
                      site.administratorKey(),
                      "{\"line\": \"by an administrator\"}")
                  .status())
          .isEqualTo(204);
      String log = "/api/v1/daemons/" + hereId + "/instances/" + cat + "/log";
      await(() -> site.get(log, keys.get("exact")).body().contains("by an administrator"));
      assertThat(site.get(log, keys.get("exact")).body())
          .doesNotContain("typed")
          .doesNotContain("by command");
    } finally {
      takeBack();
    }
  }

  /** Gives each person what the name says, for this operation. */
  private static void grant(
      Operation operation, InstanceId mine, InstanceId second, InstanceId far) {
    Permission needed = operation.permission();
    Permission wrong = another(needed);
    site.grantOnDaemon(people.get("far"), elsewhereId, needed);
    site.grant(people.get("far"), elsewhereId, far, needed);
    site.grant(people.get("beside"), hereId, second, needed);
    if (operation.ofInstance()) {
      site.grant(people.get("other"), hereId, mine, wrong);
      site.grant(people.get("exact"), hereId, mine, needed);
    } else {
      site.grantOnDaemon(people.get("other"), hereId, wrong);
      site.grantOnDaemon(people.get("exact"), hereId, needed);
    }
  }

  private static void takeBack() {
    GrantService grants = site.panel().service(GrantService.class);
    people
        .values()
        .forEach(
            user ->
                grants
                    .list(user)
                    .forEach(grant -> grants.delete(user, grant.daemon(), grant.target())));
  }

  /** The callers who are turned away, each with its key; an empty one is nobody. */
  private static Map<String, String> callers(Operation operation) {
    PermissionScope wrong = PermissionScope.only(Set.of(another(operation.permission())));
    Map<String, String> callers = new LinkedHashMap<>();
    callers.put("nobody", "");
    callers.put("nonsense", "sbx_nonsense");
    callers.put("stranger", strangersKey);
    callers.put("nothing", keys.get("nothing"));
    callers.put("other", keys.get("other"));
    callers.put("beside", keys.get("beside"));
    callers.put("far", keys.get("far"));
    callers.put("narrowed", site.key(people.get("exact"), wrong));
    callers.put("panel-only", site.key(people.get("exact"), panelOnly()));
    return callers;
  }

  private static Map<String, Integer> expected(Operation operation) {
    Map<String, Integer> expected = new LinkedHashMap<>();
    expected.put("nobody", 401);
    expected.put("nonsense", 401);
    expected.put("stranger", 401);
    expected.put("nothing", 404);
    expected.put("other", 403);
    expected.put("beside", besides(operation));
    expected.put("far", 404);
    expected.put("narrowed", 403);
    expected.put("panel-only", 403);
    return expected;
  }

  /** What a grant on another instance gives: nothing, but for a list, which then shows that one. */
  private static int besides(Operation operation) {
    if (operation.ofInstance()) {
      return 404;
    }
    return operation.payload().shape() == Shape.PAGE ? 200 : 403;
  }

  private static void holdAgainst(
      Map<String, Integer> expected, Map<String, TestClient.Answer> answers, String what) {
    Map<String, Integer> found = new LinkedHashMap<>();
    answers.forEach((caller, answer) -> found.put(caller, answer.status()));
    assertThat(found).as(what).isEqualTo(expected);
    answers.forEach(
        (caller, answer) ->
            assertThat(answer.body()).as(caller).doesNotContain("ticket").doesNotContain("pid"));
  }

  private static boolean pass(Operation operation, OperationRoute route, TestClient.Answer answer) {
    if (operation.kind() == Kind.BULK) {
      return answer.status() == 307 && answer.header("location").contains("ticket=");
    }
    // Let through, and then not possible on an instance at rest that has no files.
    return answer.status() == route.success()
        || Set.of("instance.not-running", "files.not-found").contains(answer.code());
  }

  private static TestClient.Answer ask(
      Operation operation, OperationRoute route, InstanceId instance, String key) {
    String body = BODIES.get(operation.id());
    assertThat(
            body != null
                || operation.payload().input() == Void.class
                || operation.kind() == Kind.BULK)
        .as("a body for %s", operation.id())
        .isTrue();
    String path =
        "/api/v1/daemons/" + hereId + route.template().replace("{instance}", instance.value());
    Map<String, String> headers = key.isEmpty() ? Map.of() : TestSite.bearer(key);
    return site.client().send(route.method(), site.url(path), headers, body);
  }

  private static TestClient.Answer askTicket(Operation operation, InstanceId instance, String key) {
    Map<String, String> headers = key.isEmpty() ? Map.of() : TestSite.bearer(key);
    return site.client()
        .send(
            "POST",
            site.url("/api/v1/tickets"),
            headers,
            ticketBody(operation, instance).toString());
  }

  private static JsonObject ticketBody(Operation operation, InstanceId instance) {
    JsonObject body = new JsonObject();
    body.addProperty("daemon", hereId.value());
    body.addProperty("instance", instance.value());
    body.addProperty("operation", operation.id());
    if (operation.bindsPath()) {
      body.addProperty("path", "a.txt");
    }
    return body;
  }

  private static Permission another(Permission needed) {
    return needed.equals(Permissions.HOST_VIEW) ? Permissions.FILES_VIEW : Permissions.HOST_VIEW;
  }

  private static PermissionScope panelOnly() {
    return PermissionScope.only(Set.of(PanelPermission.USERS_MANAGE.permission()));
  }

  private static String name(Route route) {
    return route.method() + " " + route.template();
  }

  private static String path(Route route) {
    return route
        .template()
        .replace("{daemon}", hereId.value())
        .replace("{instance}", "instance")
        .replaceAll("\\{[a-z.]+}", "x");
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
