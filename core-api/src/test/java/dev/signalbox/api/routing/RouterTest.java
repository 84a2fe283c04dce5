package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.code;
import static dev.signalbox.api.routing.Requests.get;
import static dev.signalbox.api.routing.Requests.request;
import static dev.signalbox.api.routing.Requests.send;
import static dev.signalbox.api.routing.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final Key<String> PERMISSION = Key.of("permission", String.class);

  private final Router router =
      router()
          .route("GET", "/", named("root"))
          .route("GET", "/users", named("list"))
          .route("POST", "/users", named("create"))
          .route("GET", "/users/me", named("me"))
          .route("GET", "/users/{user}", r -> reply("user " + r.parameter("user")))
          .route("DELETE", "/users/{id}", r -> reply("delete " + r.parameter("id")))
          .route(
              "GET",
              "/users/{user}/keys/{key}",
              r -> reply(r.parameter("user") + "'s " + r.parameter("key")))
          .route("GET", "/users/me/keys", named("my keys"))
          .route("GET", "/assets/{path...}", r -> reply("asset " + r.parameter("path")))
          .route("GET", "/assets/index", named("index"))
          .route("GET", "/both", named("get"))
          .route("HEAD", "/both", named("head"))
          .route("OPTIONS", "/both", named("options"))
          .build();

  @ParameterizedTest
  @CsvSource({
    "/, root",
    "/users, list",
    "/users/me, me",
    "/users/ann, user ann",
    "/users/me/keys, my keys",
    "/users/ann/keys/k1, ann's k1",
    "/users/me/keys/k1, me's k1",
    "/assets/, 'asset '",
    "/assets/a, asset a",
    "/assets/a/b//c, asset a/b//c",
    "/assets/index, index",
    "/assets/index/x, asset index/x",
    "/users/a%20b%C3%A9%25, user a bé%",
    "/users/a+b, user a+b",
    "/%75sers/ann, user ann",
    "/users/%7Bx%7d, user {x}"
  })
  void findsTheRouteOfAPath(String path, String answer) {
    HttpResponse response = send(router, get(path));

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user",
        "/users/",
        "/users//keys/k1",
        "/users/ann/keys",
        "//",
        "/assets",
        "/Users"
      })
  void answers404WhereThereIsNoRoute(String path) {
    HttpResponse response = send(router, get(path));

    assertThat(response.status()).isEqualTo(404);
    assertThat(code(response)).isEqualTo("request.not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/%",
        "/users/%4",
        "/users/%zz",
        "/users/%ff",
        "/users/%c0%af",
        "/users/%ed%a0%80",
        "/users/a%2fb",
        "/users/a%2Fb",
        "/users/a%00",
        "/users/..",
        "/users/%2e%2E/x",
        "/users/./x",
        "/assets/a/../b",
        "/users/a b",
        "/users/é",
        "/users/a\u0000",
        "users",
        "*",
        "/users/ann?a=%zz",
        "/users/ann?a=%ff"
      })
  void answers400ToAPathThatCouldBeReadInTwoWays(String target) {
    HttpResponse response = send(router, get(target));

    assertThat(response.status()).isEqualTo(400);
    assertThat(code(response)).isEqualTo("request.invalid");
  }

  @Test
  void answers405WithTheMethodsThereAre() {
    HttpResponse response = send(router, request("PUT", "/users"));

    assertThat(response.status()).isEqualTo(405);
    assertThat(code(response)).isEqualTo("request.method-not-allowed");
    assertThat(response.headers().first("Allow")).contains("GET, POST, HEAD, OPTIONS");
  }

  @Test
  void answersHeadByTheRouteOfGet() {
    assertThat(text(send(router, request("HEAD", "/users/ann")))).isEqualTo("user ann");
    assertThat(text(send(router, request("HEAD", "/both")))).isEqualTo("head");
    Router postOnly = router().route("POST", "/x", named("x")).build();
    assertThat(send(postOnly, request("HEAD", "/x")).status()).isEqualTo(405);
  }

  @Test
  void answersOptionsWithTheMethodsThereAre() {
    HttpResponse response = send(router, request("OPTIONS", "/users/ann"));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().first("Allow")).contains("DELETE, GET, HEAD, OPTIONS");
    assertThat(text(send(router, request("OPTIONS", "/both")))).isEqualTo("options");
    assertThat(send(router, request("OPTIONS", "/nothing")).status()).isEqualTo(404);
  }

  @Test
  void takesMethodsAsTheyAreWritten() {
    assertThat(send(router, request("get", "/users")).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({"/a/{x}, /a/{y}", "/a, /a", "/a/{x...}, /a/{y...}", "/{a}/b/{c}, /{d}/b/{e}"})
  void refusesTwoRoutesForTheSameRequests(String one, String other) {
    Router.Builder builder = router().route("GET", one, named("1")).route("GET", other, named("2"));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("route: GET " + other + " is there already as " + one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "//a",
        "/a//b",
        "/{",
        "/{}",
        "/{a",
        "/a}",
        "/{a}b",
        "/b{a}",
        "/{a...}/b",
        "/{a}/{a}",
        "/{...}",
        "/%20",
        "/{a b}"
      })
  void refusesAMalformedTemplate(String template) {
    assertThatThrownBy(() -> router().route("GET", template, named("x")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("template: " + template + " (expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get", "GET ", "G T"})
  void refusesAMalformedMethod(String method) {
    assertThatThrownBy(() -> router().route(method, "/x", named("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("method: ");
  }

  @Test
  void listsItsRoutesWithWhatTheyCarry() {
    Router listed =
        router()
            .mount(
                "/api/v1",
                List.of(
                    Route.of("GET", "/users", named("list")).with(PERMISSION, "users.read"),
                    Route.of("GET", "/healthz", named("health"))))
            .build();

    assertThat(listed.routes())
        .extracting(route -> route.method() + " " + route.template())
        .containsExactly("GET /api/v1/users", "GET /api/v1/healthz");
    assertThat(listed.routes().get(0).attributes().get(PERMISSION)).contains("users.read");
    assertThat(listed.routes().get(1).attributes().get(PERMISSION)).isEmpty();
    assertThat(send(listed, get("/api/v1/users")).status()).isEqualTo(200);
  }

  @Test
  void answersAPrefixWithParameters() {
    Router mounted =
        router()
            .mount(
                "/daemons/{daemon}",
                List.of(
                    Route.of(
                        "GET",
                        "/files/{path...}",
                        r -> reply(r.parameter("daemon") + ":" + r.parameter("path")))))
            .build();

    assertThat(text(send(mounted, get("/daemons/d1/files/a/b")))).isEqualTo("d1:a/b");
  }

  private static Router.Builder router() {
    return Router.builder(Runnable::run);
  }

  private static RouteHandler named(String name) {
    return request -> reply(name);
  }

  private static java.util.concurrent.CompletionStage<dev.signalbox.api.http.HttpReply> reply(
      String text) {
    return Replies.text(200, text).asStage();
  }
}
