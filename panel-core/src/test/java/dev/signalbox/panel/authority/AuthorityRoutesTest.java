package dev.signalbox.panel.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.google.gson.JsonObject;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.routing.Router;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityRoutesTest {
  @TempDir Path data;
  private AuthorityFixture fixture;
  private Authority authority;

  @BeforeEach
  void start() {
    fixture = new AuthorityFixture(data, Instant.parse("2026-11-23T18:00:00Z"));
    authority = fixture.start();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void tellsAnybodyWhichAuthorityToTrust() {
    JsonObject shown = Json.parse(body(get("/authority"))).getAsJsonObject();
    assertThat(shown.get("fingerprint").getAsString()).isEqualTo(authority.fingerprint());
    assertThat(authority.root().getSubjectX500Principal().getName())
        .contains("CN=" + shown.get("name").getAsString());
    assertThat(Instant.parse(shown.get("expiresAt").getAsString()))
        .isEqualTo(authority.root().getNotAfter().toInstant());
  }

  @Test
  void handsOutTheRootAsAFile() {
    HttpResponse answer = get("/authority/ca.pem");
    assertThat(answer.headers().first("Content-Disposition"))
        .contains("attachment; filename=\"ca.pem\"");
    assertThat(body(answer)).isEqualTo(authority.rootPem()).startsWith("-----BEGIN CERTIFICATE");
  }

  private HttpResponse get(String path) {
    Router router =
        Router.builder(Runnable::run).routes(new AuthorityRoutes(authority).routes()).build();
    InetSocketAddress address = new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 7443);
    try {
      return (HttpResponse)
          router
              .handle(
                  new HttpRequest(
                      "GET",
                      path,
                      "",
                      HttpHeaders.of("Host", "localhost"),
                      RequestBody.empty(),
                      new Peer(address, address, true)))
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private static String body(HttpResponse answer) {
    return StandardCharsets.US_ASCII
        .decode(((ResponseBody.Bytes) answer.body()).buffer().duplicate())
        .toString();
  }
}
