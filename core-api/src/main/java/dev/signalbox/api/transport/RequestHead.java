package dev.signalbox.api.transport;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The head of an HTTP/1 request that was found sound (RFC 9112): what it asks for and where it
 * ends.
 *
 * <p>Every transport passes what its engine parsed through {@link #of}, so that the strictness here
 * counts and no engine's laxity: two readings of one head are how requests are smuggled.
 *
 * @param method the method token
 * @param path the path as sent, still percent-encoded, starting with {@code /}
 * @param query the query as sent, without the question mark; empty where there is none
 * @param headers the header fields in the order received
 * @param length the number of bytes in the body, 0 where there is none; empty where it is sent in
 *     chunks
 * @param http11 whether the client speaks HTTP/1.1, and so understands chunks
 * @param persistent whether the client will send another request over this connection
 * @param expectsContinue whether the client waits for {@code 100 Continue} before it sends the body
 */
public record RequestHead(
    String method,
    String path,
    String query,
    HttpHeaders headers,
    OptionalLong length,
    boolean http11,
    boolean persistent,
    boolean expectsContinue) {
  public RequestHead {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    requireNonNull(headers, "headers");
    requireNonNull(length, "length");
  }

  /**
   * Checks the parts of a request head.
   *
   * <p>Refused are: a version other than HTTP/1.1 and 1.0; a target that is neither a path nor an
   * {@code http} or {@code https} URL, or holds anything but visible ASCII and whole percent
   * escapes; any number of {@code Host} fields but one (none is accepted of HTTP/1.0) or a
   * malformed one; a {@code Transfer-Encoding} other than exactly {@code chunked}, or one of
   * HTTP/1.0; more than one {@code Content-Length}, one that is not all digits, or one beside
   * {@code Transfer-Encoding}.
   *
   * <p>A target that is a URL is split, and its authority replaces {@code Host} (RFC 9112 section
   * 3.2.2).
   *
   * @param method the first word of the request line
   * @param target the second
   * @param version the third, such as {@code HTTP/1.1}
   * @param headers the fields, values trimmed; an engine that folds lines has done so before
   * @throws SignalboxException {@code request.bad-head}, to be answered 400 and the connection
   *     closed; the message repeats nothing that the client sent
   */
  public static RequestHead of(String method, String target, String version, HttpHeaders headers) {
    boolean http11 = version.equals("HTTP/1.1");
    if (!http11 && !version.equals("HTTP/1.0")) {
      throw bad("version (expected: HTTP/1.1)");
    }
    checkMethod(method);
    checkHost(headers, http11);
    checkTarget(target);
    OptionalLong length = length(headers, http11);
    HttpHeaders effective = headers;
    String origin = target;
    if (!target.startsWith("/")) {
      int authority = authorityStart(target);
      int slash = endOfAuthority(target, authority);
      String host = target.substring(authority, slash);
      checkAuthority(host);
      effective = headers.with("Host", host);
      origin =
          target.startsWith("/", slash) ? target.substring(slash) : "/" + target.substring(slash);
    }
    int mark = origin.indexOf('?');
    boolean expectsContinue =
        http11
            && headers.hasMember("Expect", "100-continue")
            && (length.isEmpty() || length.getAsLong() > 0);
    return new RequestHead(
        method,
        mark < 0 ? origin : origin.substring(0, mark),
        mark < 0 ? "" : origin.substring(mark + 1),
        effective,
        length,
        http11,
        http11 && !headers.hasMember("Connection", "close"),
        expectsContinue);
  }

  private static void checkMethod(String method) {
    if (method.isEmpty() || method.length() > 32) {
      throw bad("method (expected: a token of at most 32 characters)");
    }
    for (int i = 0; i < method.length(); i++) {
      char c = method.charAt(i);
      boolean token = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
      if (!token) {
        throw bad("method (expected: letters)");
      }
    }
  }

  private static void checkHost(HttpHeaders headers, boolean http11) {
    List<String> hosts = headers.all("Host");
    if (hosts.size() > 1 || (hosts.isEmpty() && http11)) {
      throw bad("Host: " + hosts.size() + " fields (expected: 1)");
    }
    for (String host : hosts) {
      checkAuthority(host);
    }
  }

  private static void checkAuthority(String host) {
    if (host.isEmpty()) {
      throw bad("Host: empty (expected: a host)");
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean legal =
          (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || "-._~!$&'()*+;=:[]%".indexOf(c) >= 0;
      if (!legal) {
        throw bad("Host (expected: a host, with a port or without)");
      }
    }
  }

  private static void checkTarget(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#') {
        throw bad("target (expected: visible ASCII without a fragment)");
      }
      if (c == '%' && (!isHex(target, i + 1) || !isHex(target, i + 2))) {
        throw bad("target (expected: two hexadecimal digits after %)");
      }
    }
  }

  private static boolean isHex(String text, int index) {
    return index < text.length() && Character.digit(text.charAt(index), 16) >= 0;
  }

  private static int authorityStart(String target) {
    String lower = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://")) {
      return 7;
    }
    if (lower.equals("https://")) {
      return 8;
    }
    throw bad("target (expected: a path or an http URL)");
  }

  private static int endOfAuthority(String target, int from) {
    int i = from;
    while (i < target.length() && target.charAt(i) != '/' && target.charAt(i) != '?') {
      i++;
    }
    return i;
  }

  private static OptionalLong length(HttpHeaders headers, boolean http11) {
    List<String> lengths = headers.all("Content-Length");
    List<String> encodings = headers.all("Transfer-Encoding");
    if (!encodings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw bad("Content-Length beside Transfer-Encoding (expected: one of them)");
      }
      if (!http11 || encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
        throw bad("Transfer-Encoding (expected: chunked)");
      }
      return OptionalLong.empty();
    }
    if (lengths.size() > 1) {
      throw bad("Content-Length: " + lengths.size() + " fields (expected: at most 1)");
    }
    return OptionalLong.of(lengths.isEmpty() ? 0 : parseLength(lengths.get(0)));
  }

  private static long parseLength(String text) {
    if (text.isEmpty() || text.length() > 18) {
      throw bad("Content-Length (expected: 1 to 18 digits)");
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw bad("Content-Length (expected: digits)");
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static SignalboxException bad(String message) {
    return new SignalboxException(RequestError.BAD_HEAD, message);
  }
}
