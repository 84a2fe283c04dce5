package dev.signalbox.panel.session;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/** Whether a page of this panel sends a request: its {@code Origin} is where the request goes. */
final class SameOrigin {
  private SameOrigin() {}

  /** Throws {@code request.foreign-origin} where it is not. */
  static void require(HttpRequest request) {
    List<String> origins = request.headers().all("Origin");
    List<String> hosts = request.headers().all("Host");
    boolean same =
        origins.size() == 1
            && hosts.size() == 1
            && normal(origins.get(0)).equals(normal(scheme(request) + "://" + hosts.get(0)));
    if (!same) {
      throw new SignalboxException(
          RequestError.FOREIGN_ORIGIN, "a session works from the panel's own pages only");
    }
  }

  private static String scheme(HttpRequest request) {
    return request.peer().secure() ? "https" : "http";
  }

  private static String normal(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String port = lower.startsWith("https://") ? ":443" : ":80";
    return lower.endsWith(port) ? lower.substring(0, lower.length() - port.length()) : lower;
  }
}
