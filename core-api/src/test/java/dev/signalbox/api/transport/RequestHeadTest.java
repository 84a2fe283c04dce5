package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
  private static RequestHead get(String target, String... fields) {
    return RequestHead.of(
        "GET", target, "HTTP/1.1", HttpHeaders.of(fields).plus("Host", "localhost"));
  }

  @Test
  void splitsTheTarget() {
    RequestHead head = get("/a%20b/c?x=1?2&y=%2F");
    assertThat(head.path()).isEqualTo("/a%20b/c");
    assertThat(head.query()).isEqualTo("x=1?2&y=%2F");
    assertThat(head.length()).hasValue(0);
    assertThat(head.persistent()).isTrue();
    assertThat(head.expectsContinue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://other:81/p?q, /p, q, other:81",
    "HTTPS://other, /, '', other",
    "http://other?q, /, q, other"
  })
  void takesTheHostFromAUrl(String target, String path, String query, String host) {
    RequestHead head = get(target);
    assertThat(head.path()).isEqualTo(path);
    assertThat(head.query()).isEqualTo(query);
    assertThat(head.headers().all("Host")).containsExactly(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "localhost:80",
        "ftp://h/",
        "http://",
        "http://u@h/",
        "/a b",
        "/a#b",
        "/%",
        "/%2",
        "/%zz",
        "/é",
        "/\t",
        "/a?%0",
        "/\u007f"
      })
  void refusesABadTarget(String target) {
    assertRefused(() -> get(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked, chunked", "gzip", "gzip, chunked", "identity", "", "chunked;a"})
  void refusesAnyTransferEncodingButChunked(String value) {
    assertRefused(() -> get("/", "Transfer-Encoding", value));
  }

  @Test
  void takesChunkedInAnyCase() {
    assertThat(get("/", "transfer-encoding", "Chunked").length()).isEmpty();
  }

  @Test
  void refusesAmbiguousLengths() {
    assertRefused(() -> get("/", "Content-Length", "5", "Transfer-Encoding", "chunked"));
    assertRefused(() -> get("/", "Content-Length", "5", "Content-Length", "5"));
    assertRefused(() -> get("/", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"));
    HttpHeaders old = HttpHeaders.of("Transfer-Encoding", "chunked");
    assertRefused(() -> RequestHead.of("GET", "/", "HTTP/1.0", old));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1,1", "1, 1", "0x1", "1 1", "9999999999999999999", "1e3"})
  void refusesABadLength(String value) {
    assertRefused(() -> get("/", "Content-Length", value));
  }

  @Test
  void wantsExactlyOneHost() {
    HttpHeaders none = HttpHeaders.empty();
    HttpHeaders two = HttpHeaders.of("Host", "a", "host", "a");
    assertRefused(() -> RequestHead.of("GET", "/", "HTTP/1.1", none));
    assertRefused(() -> RequestHead.of("GET", "/", "HTTP/1.1", two));
    assertRefused(() -> RequestHead.of("GET", "/", "HTTP/1.0", two));
    assertThat(RequestHead.of("GET", "/", "HTTP/1.0", none).persistent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "u@h", "a,b", "a\tb"})
  void refusesABadHost(String host) {
    assertRefused(() -> RequestHead.of("GET", "/", "HTTP/1.1", HttpHeaders.of("Host", host)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "http/1.1", "", "HTTP/1.1 "})
  void refusesOtherVersions(String version) {
    assertRefused(() -> RequestHead.of("GET", "/", version, HttpHeaders.of("Host", "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G T", "GET:", "G\u0000T"})
  void refusesABadMethod(String method) {
    assertRefused(() -> RequestHead.of(method, "/", "HTTP/1.1", HttpHeaders.of("Host", "a")));
  }

  @Test
  void knowsWhoWaitsForContinue() {
    assertThat(get("/", "Expect", "100-Continue", "Content-Length", "1").expectsContinue())
        .isTrue();
    assertThat(get("/", "Expect", "100-continue").expectsContinue()).isFalse();
    assertThat(get("/", "Connection", "x, Close").persistent()).isFalse();
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(RequestError.BAD_HEAD));
  }
}
