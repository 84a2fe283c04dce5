package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final String PROXY = "10.0.0.1";

  private final List<HttpRequest> passed = new ArrayList<>();
  private final HttpHandler inner =
      request -> {
        passed.add(request);
        return HttpResponse.of(204).asStage();
      };
  private final HttpHandler proxied =
      new Exposure(
              List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8")),
              BasePath.ROOT)
          .around(inner);

  @Test
  void leavesForwardedFieldsAloneWhereThereIsNoProxy() throws Exception {
    HttpHandler handler = Exposure.DIRECT.around(inner);
    handler.handle(
        from(PROXY, "X-Forwarded-For", "1.2.3.4", "X-Forwarded-Proto", "https", "Host", "a"));
    assertThat(handler).isSameAs(inner);
    assertThat(seen().peer()).isEqualTo(peer(PROXY));
    assertThat(seen().headers().first("Host")).contains("a");
  }

  @Test
  void believesATrustedProxy() throws Exception {
    ask(
        PROXY,
        "Host",
        "127.0.0.1:7443",
        "X-Forwarded-For",
        "203.0.113.9",
        "X-Forwarded-Proto",
        "https",
        "X-Forwarded-Host",
        "panel.example.com:8443");
    assertThat(client()).isEqualTo("203.0.113.9:0");
    assertThat(seen().peer().secure()).isTrue();
    assertThat(seen().peer().local()).isEqualTo(peer(PROXY).local());
    assertThat(seen().headers().all("Host")).containsExactly("panel.example.com:8443");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9:0",
    "203.0.113.9:5678, 203.0.113.9:5678",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7:0",
    "[2001:db8::7], 2001:db8:0:0:0:0:0:7:0",
    "[2001:db8::7]:443, 2001:db8:0:0:0:0:0:7:443",
    "::ffff:203.0.113.9, 203.0.113.9:0",
    "'6.6.6.6, 203.0.113.9', 203.0.113.9:0",
    "'203.0.113.9, 10.0.0.7', 203.0.113.9:0",
    "'6.6.6.6, 203.0.113.9, fd00::3,10.9.9.9 ', 203.0.113.9:0",
    "'6.6.6.6, 203.0.113.9, ::ffff:10.0.0.3', 203.0.113.9:0",
    "' , 203.0.113.9,, ', 203.0.113.9:0",
    "'<script>, 203.0.113.9', 203.0.113.9:0",
    // All of them trusted: the leftmost is as far as anybody knows.
    "'10.0.0.5, 10.0.0.6', 10.0.0.5:0",
    // A proxy that does not know stands for its client.
    "unknown, 10.0.0.1:1000",
    "'6.6.6.6, unknown', 10.0.0.1:1000",
    "'6.6.6.6, unknown, 10.0.0.7', 10.0.0.7:0",
    "'6.6.6.6, _hidden', 10.0.0.1:1000",
    "203.0.113.999, 10.0.0.1:1000",
    "203.0.113.9:99999, 10.0.0.1:1000",
    "203.0.113.9:, 10.0.0.1:1000",
    "[2001:db8::7, 10.0.0.1:1000",
    "fe80::1%eth0, 10.0.0.1:1000",
    "localhost, 10.0.0.1:1000",
    "'', 10.0.0.1:1000",
    "',,,', 10.0.0.1:1000",
  })
  void takesTheRightmostAddressThatIsNoProxyForTheClient(String chain, String client)
      throws Exception {
    ask(PROXY, "X-Forwarded-For", chain);
    assertThat(client()).isEqualTo(client);
    assertThat(seen().peer().secure()).isFalse();
  }

  @Test
  void readsAHundredEntriesOverSeveralFields() throws Exception {
    String proxies = String.join(", ", Collections.nCopies(50, "10.1.1.1"));
    ask(
        PROXY,
        "X-Forwarded-For",
        "6.6.6.6, 203.0.113.9, " + proxies,
        "x-forwarded-for",
        proxies,
        "X-Forwarded-For",
        "10.0.0.2");
    assertThat(client()).isEqualTo("203.0.113.9:0");
  }

  @ParameterizedTest
  @CsvSource({
    "https, true",
    "HTTPS, true",
    "wss, true",
    "http, false",
    "ws, false",
    "'https, http', false",
    "'http, https', true",
    "'', false",
  })
  void takesTheProtocolThatTheNearestProxySays(String protocol, boolean secure) throws Exception {
    ask(PROXY, "X-Forwarded-Proto", protocol);
    assertThat(seen().peer().secure()).isEqualTo(secure);
    assertThat(client()).isEqualTo("10.0.0.1:1000");
  }

  @Test
  void takesTheHostThatTheNearestProxySays() throws Exception {
    ask(PROXY, "Host", "inner", "X-Forwarded-Host", "evil.example, panel.example.com");
    assertThat(seen().headers().all("Host")).containsExactly("panel.example.com");
    ask(PROXY, "Host", "inner", "X-Forwarded-Host", "");
    assertThat(seen().headers().all("Host")).containsExactly("inner");
  }

  @Test
  void refusesAProtocolThatItCannotRead() throws Exception {
    HttpResponse refusal = ask(PROXY, "X-Forwarded-Proto", "gopher");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(Requests.text(refusal)).contains("request.bad-head").doesNotContain("gopher");
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.0.1", "203.0.113.9", "2001:db8::1", "::ffff:11.0.0.1"})
  void refusesWhoeverComesAroundTheProxy(String address) throws Exception {
    HttpResponse bare = ask(address);
    HttpResponse dressed = ask(address, "X-Forwarded-For", PROXY, "X-Forwarded-Proto", "https");
    for (HttpResponse refusal : List.of(bare, dressed)) {
      assertThat(refusal.status()).isEqualTo(403);
      assertThat(Requests.code(refusal)).isEqualTo("request.not-through-proxy");
      assertThat(refusal.headers().first("X-Content-Type-Options")).contains("nosniff");
    }
    assertThat(passed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
  void letsThisMachineInDirectlyAndCallsItInsecure(String address) throws Exception {
    assertThat(ask(address, "Host", "localhost").status()).isEqualTo(204);
    assertThat(seen().peer().secure()).isFalse();
    assertThat(seen().peer().remote().getAddress().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Forwarded-Proto", "x-forwarded-host", "Forwarded"})
  void refusesAProxyOnThisMachineThatIsNotTrusted(String field) throws Exception {
    assertThat(ask("127.0.0.1", field, "https").status()).isEqualTo(403);
    assertThat(passed).isEmpty();
  }

  @Test
  void trustsAPeerThatIsWrittenAsOneOfIpv6() throws Exception {
    ask("::ffff:10.0.0.1", "X-Forwarded-For", "203.0.113.9");
    assertThat(client()).isEqualTo("203.0.113.9:0");
  }

  @Test
  void callsAProxyThatSaysNothingInsecure() throws Exception {
    ask(PROXY);
    assertThat(client()).isEqualTo("10.0.0.1:1000");
    assertThat(seen().peer().secure()).isFalse();
  }

  @Test
  void takesTheBaseOffThePathAndKnowsNothingElse() throws Exception {
    HttpHandler handler = new Exposure(List.of(), new BasePath("/signalbox")).around(inner);
    handler.handle(Requests.get("/signalbox/api/v1/users?limit=1"));
    assertThat(seen().path()).isEqualTo("/api/v1/users");
    assertThat(seen().query()).isEqualTo("limit=1");
    HttpResponse missing = Requests.send(handler, Requests.get("/api/v1/users"));
    assertThat(missing.status()).isEqualTo(404);
    assertThat(Requests.code(missing)).isEqualTo("request.not-found");
    assertThat(passed).hasSize(1);
  }

  private HttpResponse ask(String address, String... headers) throws Exception {
    return Requests.send(proxied, from(address, headers));
  }

  private HttpRequest seen() {
    return passed.get(passed.size() - 1);
  }

  private String client() {
    InetSocketAddress remote = seen().peer().remote();
    return remote.getAddress().getHostAddress() + ":" + remote.getPort();
  }

  private static HttpRequest from(String address, String... headers) throws Exception {
    return Requests.get("/x").withHeaders(HttpHeaders.of(headers)).withPeer(peer(address));
  }

  private static Peer peer(String address) throws Exception {
    return new Peer(
        new InetSocketAddress(InetAddress.getByName(address), 1000),
        new InetSocketAddress(InetAddress.getByName("10.0.0.99"), 7443),
        false);
  }
}
