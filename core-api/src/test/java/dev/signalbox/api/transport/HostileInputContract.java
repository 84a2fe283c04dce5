package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHandler;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are meant to be read in two ways, or not at all. */
public abstract class HostileInputContract extends TransportContract {
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();

  private final HttpHandler noting =
      request -> {
        paths.add(request.path());
        BodyProbe probe = BodyProbe.readingAll();
        request.body().subscribe(probe);
        return probe.result().thenApply(bytes -> text("ok"));
      };

  /** What {@link RequestHead} refuses, whatever the engine makes of it; {@code |} is CR LF. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1||",
        "GET / HTTP/1.1|Host: a|Host: b||",
        "GET / HTTP/1.1|Host: a|Host: a||",
        "GET / HTTP/1.1|Host: a/b||",
        "GET / HTTP/1.1|Host:||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip, chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: gzip||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: xchunked||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked|Content-Length: 3||0||",
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Transfer-Encoding: chunked||0||",
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Content-Length: 3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3|Content-Length: 4||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 3, 3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: +3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: -3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 0x3||abc",
        "POST / HTTP/1.1|Host: a|Content-Length: 99999999999999999999||abc",
        "POST / HTTP/1.0|Transfer-Encoding: chunked||0||",
        "GET /%zz HTTP/1.1|Host: a||",
        "GET /a%2 HTTP/1.1|Host: a||",
        "GET a HTTP/1.1|Host: a||",
        "OPTIONS * HTTP/1.1|Host: a||",
        "CONNECT a:80 HTTP/1.1|Host: a||"
      })
  void answers400(String request) throws Exception {
    RawClient client = connect(serve(noting));
    client.send(request.replace("|", "\r\n"));
    RawResponse response = client.read();
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers().hasMember("Connection", "close")).isTrue();
    client.readToEnd();
    assertThat(paths).isEmpty();
  }

  /**
   * What is for an engine's parser to refuse: whatever it answers, no handler is called and nothing
   * behind it is taken for a request. In these, {@code ~} is a bare line feed, {@code ^} a bare
   * carriage return and {@code 0} in quotes is NUL.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1|Host : a||",
        "GET / HTTP/1.1|Host: a| X: folded into nothing||",
        "GET / HTTP/1.1|Host: a|no colon||",
        "GET / HTTP/1.1|Host: a|X: a'0'b||",
        "GET / HTTP/1.1|Host: a|: no name||",
        "GET / HTTP/1.1|Host: a|X y: z||",
        "GET / HTTP/2.0|Host: a||",
        "GET / HTTX/1.1|Host: a||",
        "GET /|Host: a||",
        "G\"T / HTTP/1.1|Host: a||",
        "'0''0''0''0'",
        "\u0016\u0003\u0001\u0002'0'\u0001'0'\u0001",
        "PRI * HTTP/2.0||SM||",
        "GET / HTTP/1.1~Host: a~~",
        "GET / HTTP/1.1~Host: a||",
        "GET / HTTP/1.1|Host: a~X: b||",
        "GET / HTTP/1.1|Host: a|~",
        "GET / HTTP/1.1|Host: a|X: a^b||",
        "GET / HTTP/1.1|Host: a|X: a^X: b||",
        "GET / HTTP/1.1^Host: a^^"
      })
  void callsNobodyForWhatIsNoRequest(String request) throws Exception {
    RawClient client = connect(serve(TestLimits.SHORT_HEAD, noting));
    client.send(
        request.replace("|", "\r\n").replace("~", "\n").replace("^", "\r").replace("'0'", "\0")
            + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n");
    String answer = new String(client.readToEnd(), ISO_8859_1);
    assertThat(answer).doesNotContain("HTTP/1.1 2");
    assertThat(paths).isEmpty();
  }

  /** RFC 9112 section 5.2: a folded field is refused, or joined by a space, never split. */
  @Test
  void refusesOrJoinsAFoldedField() throws Exception {
    RawClient client = connect(serve(TestLimits.SHORT_HEAD, noting));
    client.send("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n Content-Length: 5\r\n\r\n");
    RawResponse response = client.read();
    if (response.status() == 200) {
      assertThat(client.get("/next").read().status()).isEqualTo(200);
      assertThat(paths).containsExactly("/", "/next");
    } else {
      assertThat(response.status()).isEqualTo(400);
      assertThat(paths).isEmpty();
    }
  }

  @Test
  void takesOnlyOneRequestFromABodyThatLooksLikeOne() throws Exception {
    RawClient client = connect(serve(noting));
    String body = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    client.request("POST", "/", "Content-Length: " + body.length()).send(body).get("/next");
    assertThat(client.read().status()).isEqualTo(200);
    assertThat(client.read().status()).isEqualTo(200);
    assertThat(paths).containsExactly("/", "/next");
  }
}
