package dev.signalbox.panel.relay;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.ticket.TicketPass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a client's request a daemon gets to see: never a cookie, a proof or an API key of the
 * panel, nor what belongs to the client's own connection.
 */
final class RelayedRequest {
  private static final Set<String> PASSED =
      Set.of(
          "accept",
          "content-encoding",
          "content-range",
          "content-type",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "origin",
          "range",
          "sec-websocket-key",
          "sec-websocket-protocol",
          "sec-websocket-version",
          "upgrade");

  private RelayedRequest() {}

  /**
   * Returns the request for the daemon.
   *
   * @param path the daemon's own
   * @param pass what the request shows, null where it shows nothing; a header field is passed on
   *     only where it holds that
   */
  static HttpRequest of(HttpRequest request, String path, @Nullable TicketPass pass) {
    boolean authorized = pass != null && pass.way() == TicketPass.Way.AUTHORIZATION;
    List<HttpHeaders.Field> fields = new ArrayList<>();
    for (HttpHeaders.Field field : request.headers().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (PASSED.contains(name) || (authorized && name.equals("authorization"))) {
        fields.add(field);
      }
    }
    return request.withTarget(path, request.query()).withHeaders(HttpHeaders.of(fields));
  }
}
