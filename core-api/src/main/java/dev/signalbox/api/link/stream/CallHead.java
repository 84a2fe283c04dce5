package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import java.util.List;

/**
 * The text that begins an exchange.
 *
 * @param headers pairs of name and value
 * @param length of the body in bytes; 0 where there is none, -1 where it is not known
 */
record CallHead(String method, String path, String query, List<List<String>> headers, long length) {
  CallHead {
    checkMethod(method);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path (expected: one that begins with /)");
    }
    checkVisible("path", path);
    checkVisible("query", query);
    headers = List.copyOf(headers);
    if (length < -1) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= -1)");
    }
  }

  static CallHead of(HttpRequest request) {
    return new CallHead(
        request.method(),
        request.path(),
        request.query(),
        HeadText.pairs(request.headers()),
        request.body().length().orElse(-1));
  }

  HttpHeaders fields() {
    return HeadText.fields(headers);
  }

  HttpRequest request(RequestBody body, Peer peer) {
    return new HttpRequest(method, path, query, fields(), body, peer);
  }

  private static void checkMethod(String method) {
    boolean letters = method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '-' || c == '_');
    if (method.isEmpty() || method.length() > 32 || !letters) {
      throw new IllegalArgumentException("method (expected: 1 to 32 capital letters)");
    }
  }

  private static void checkVisible(String name, String text) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(name + " (expected: visible ASCII)");
    }
  }
}
