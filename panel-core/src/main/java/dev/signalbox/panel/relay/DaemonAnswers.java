package dev.signalbox.panel.relay;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import java.util.List;
import java.util.Locale;

/**
 * Makes what a daemon answers safe to show under the panel's origin: it is data, whoever wrote it.
 *
 * <p>Of its header fields only those pass that describe the bytes; the type is one that a browser
 * does not run; and the answer says that it is to be run in no case.
 */
public final class DaemonAnswers {
  private static final List<String> PASSED =
      List.of(
          "Accept-Ranges",
          "Content-Disposition",
          "Content-Range",
          "ETag",
          "Last-Modified",
          "Retry-After");

  /** Longer than any that we write; clients and proxies break at heads that are very large. */
  private static final int MAX_FIELD = 4096;

  private DaemonAnswers() {}

  /** Returns the answer with the header fields that may pass, its status and body unchanged. */
  public static HttpResponse harmless(HttpResponse answer) {
    HttpHeaders headers =
        HttpHeaders.of(
            "Content-Type", type(answer.headers().first("Content-Type").orElse("")),
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "sandbox; default-src 'none'",
            "Cache-Control", "no-store");
    for (String name : PASSED) {
      String value = answer.headers().first(name).orElse(null);
      if (value != null && value.length() <= MAX_FIELD) {
        headers = headers.with(name, value);
      }
    }
    return answer.withHeaders(headers);
  }

  private static String type(String said) {
    String type = said.toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    return switch (parameters < 0 ? type.strip() : type.substring(0, parameters).strip()) {
      case "application/json" -> "application/json";
      case "application/problem+json" -> "application/problem+json";
      case "text/plain" -> "text/plain; charset=utf-8";
      default -> "application/octet-stream";
    };
  }
}
