package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.code;
import static dev.signalbox.api.routing.Requests.get;
import static dev.signalbox.api.routing.Requests.names;
import static dev.signalbox.api.routing.Requests.request;
import static dev.signalbox.api.routing.Requests.send;
import static dev.signalbox.api.routing.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {
  private static final Key<String> CALLER = Key.of("caller", String.class);

  @Test
  void runsFiltersFromTheOutsideInAndThoseOfTheRouteLast() {
    List<String> order = new ArrayList<>();
    Router router =
        router()
            .filter(recorder("outer", order))
            .filter(recorder("inner", order))
            .route(
                Route.of("GET", "/x", r -> Replies.noContent().asStage())
                    .filter(recorder("route 1", order))
                    .filter(recorder("route 2", order)))
            .build();

    send(router, get("/x"));

    assertThat(order)
        .containsExactly(
            "outer",
            "inner",
            "route 1",
            "route 2",
            "after route 2",
            "after route 1",
            "after inner",
            "after outer");
  }

  @Test
  void passesAttributesOn() {
    Router router =
        router()
            .filter((request, next) -> next.handle(request.with(CALLER, "ann")))
            .route("GET", "/x", r -> Replies.text(200, r.attribute(CALLER).orElseThrow()).asStage())
            .build();

    assertThat(text(send(router, get("/x")))).isEqualTo("ann");
  }

  @Test
  void showsFiltersTheRouteAndItsAttributes() {
    Key<String> permission = Key.of("permission", String.class);
    List<String> seen = new ArrayList<>();
    Router router =
        router()
            .filter(
                (request, next) -> {
                  seen.add(
                      request
                          .route()
                          .flatMap(route -> route.attributes().get(permission))
                          .orElse("none"));
                  return next.handle(request);
                })
            .route(
                Route.of("GET", "/x", r -> Replies.noContent().asStage())
                    .with(permission, "users.read"))
            .build();

    send(router, get("/x"));
    send(router, get("/y"));
    send(router, request("PUT", "/x"));

    assertThat(seen).containsExactly("users.read", "none", "none");
  }

  @Test
  void tellsARequestForAWebSocketThatLostItsUpgrade() {
    Router router =
        router()
            .filter(new LostUpgradeFilter())
            .route("GET", "/x", request -> Replies.noContent().asStage())
            .build();

    HttpResponse lost = send(router, get("/x", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));

    assertThat(lost.status()).isEqualTo(400);
    assertThat(Requests.json(lost).get("code").getAsString()).isEqualTo("request.upgrade-lost");
    assertThat(send(router, get("/x")).status()).isEqualTo(204);
    assertThat(
            send(router, get("/x", "Upgrade", "websocket", "Sec-WebSocket-Key", "dGhl")).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "LocalHost", "localhost:7443", "localhost.", "localhost.:7443", "localhost:",
        "10.0.0.1", "10.0.0.1:80", "[::1]", "[::1]:7443", "[0:0:0:0:0:0:0:1]:1", "[2001:DB8::1]",
        "panel.example"
      })
  void letsRequestsForItsOwnHostsPass(String host) {
    assertThat(send(hostRouter(), get("/x", "Host", host)).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example:7443",
        "10.0.0.2",
        "::1",
        "[::1",
        "[::2]",
        "[::1]x",
        "localhost:x",
        "localhost:123456",
        "localhost..",
        "local host",
        "localhost:80:80",
        "0x0a.0.0.1",
        "[::ffff:10.0.0.9]",
        "[fe80::1%25eth0]",
        "."
      })
  void refusesRequestsForOthers(String host) {
    HttpResponse response = send(hostRouter(), get("/x", "Host", host));

    assertThat(response.status()).isEqualTo(421);
    assertThat(code(response)).isEqualTo("request.wrong-host");
  }

  @Test
  void asksAnewForHostsThatMayChange() {
    List<String> hosts = new ArrayList<>(List.of("localhost"));
    Router router =
        router()
            .filter(HostFilter.of(() -> hosts))
            .route("GET", "/x", r -> Replies.noContent().asStage())
            .build();

    assertThat(send(router, get("/x", "Host", "panel.example")).status()).isEqualTo(421);
    hosts.add("panel.example");
    assertThat(send(router, get("/x", "Host", "panel.example")).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:80", "*", "http://a", "a..b", "[::1", "::zz"})
  void refusesAHostThatIsNone(String host) {
    List<String> hosts = List.of(host);

    assertThatThrownBy(() -> HostFilter.of(hosts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("host: ");
  }

  @Test
  void refusesNoHostAndTwo() {
    assertThat(send(hostRouter(), get("/x")).status()).isEqualTo(421);
    assertThat(send(hostRouter(), get("/x", "Host", "localhost", "Host", "localhost")).status())
        .isEqualTo(421);
  }

  @Test
  void answersAPreflightOfAnyOrigin() {
    HttpResponse response =
        send(
            corsRouter(),
            request(
                "OPTIONS",
                "/x",
                "Origin",
                "https://panel.example",
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "authorization,range"));

    assertThat(response.status()).isEqualTo(204);
    assertThat(response.headers().first("Access-Control-Allow-Origin")).contains("*");
    assertThat(response.headers().members("Access-Control-Allow-Methods")).contains("PUT", "GET");
    assertThat(response.headers().members("Access-Control-Allow-Headers"))
        .contains(
            "Authorization", "Range", "If-Range", "If-Match", "If-None-Match", "Content-Type");
    assertThat(response.headers().first("Access-Control-Max-Age")).contains("3600");
    assertThat(names(response))
        .doesNotContain("Access-Control-Allow-Private-Network", "Access-Control-Allow-Credentials");
  }

  @Test
  void letsAPublicPageReachAPrivateNetworkOnlyWhereItAsks() {
    HttpResponse response =
        send(
            corsRouter(),
            request(
                "OPTIONS",
                "/x",
                "Origin",
                "https://panel.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Private-Network",
                "true"));

    assertThat(response.headers().first("Access-Control-Allow-Private-Network")).contains("true");
  }

  @Test
  void letsScriptsReadRepliesAndFailures() {
    HttpResponse ok = send(corsRouter(), get("/x", "Origin", "https://panel.example"));
    HttpResponse missing = send(corsRouter(), get("/y", "Origin", "https://panel.example"));

    assertThat(ok.headers().first("Access-Control-Allow-Origin")).contains("*");
    assertThat(ok.headers().members("Access-Control-Expose-Headers"))
        .contains("ETag", "Content-Range", "Content-Length", "Accept-Ranges")
        .contains("Content-Disposition", "Location");
    assertThat(missing.headers().first("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void leavesAnOptionsThatIsNoPreflightToTheRouter() {
    HttpResponse response = send(corsRouter(), request("OPTIONS", "/x"));

    assertThat(response.headers().first("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @Test
  void tellsBrowsersToTreatRepliesAsData() {
    Router router =
        router()
            .filter(new SecurityHeaders())
            .route("GET", "/x", r -> Replies.noContent().asStage())
            .route(
                "GET",
                "/page",
                r ->
                    Replies.noContent()
                        .with("Content-Security-Policy", "default-src 'self'")
                        .asStage())
            .build();

    HttpResponse response = send(router, get("/x"));

    assertThat(response.headers().first("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().first("Referrer-Policy")).contains("no-referrer");
    assertThat(response.headers().first("Content-Security-Policy"))
        .contains("default-src 'none'; frame-ancestors 'none'");
    assertThat(send(router, get("/page")).headers().all("Content-Security-Policy"))
        .containsExactly("default-src 'self'");
    assertThat(send(router, get("/nothing")).headers().contains("Referrer-Policy")).isTrue();
  }

  private static Router hostRouter() {
    return router()
        .filter(
            HostFilter.of(List.of("localhost", "10.0.0.1", "::1", "2001:db8::1", "Panel.Example.")))
        .route("GET", "/x", r -> Replies.noContent().asStage())
        .build();
  }

  private static Router corsRouter() {
    return router()
        .filter(new CorsFilter(CorsPolicy.FILES))
        .route("GET", "/x", r -> Replies.noContent().asStage())
        .build();
  }

  private static Filter recorder(String name, List<String> order) {
    return (request, next) -> {
      order.add(name);
      return next.handle(request)
          .thenApply(
              reply -> {
                order.add("after " + name);
                return reply;
              });
    };
  }

  private static Router.Builder router() {
    return Router.builder(Runnable::run);
  }
}
