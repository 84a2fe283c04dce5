package dev.signalbox.panel.ticket;

import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.SignIn;
import org.jspecify.annotations.Nullable;

/** Tells the origin of the page that a caller's browser shows. */
public final class PageOrigin {
  private PageOrigin() {}

  /**
   * Returns what the browser will name as the origin when it goes to the daemon: what it names
   * here, or the panel itself where it names none, as for a plain GET from the panel's own page. A
   * key is a program's: null.
   */
  public static @Nullable String of(Caller caller, HttpRequest request) {
    String named = request.headers().first("Origin").orElse(null);
    if (named != null) {
      return named;
    }
    return caller.signIn() instanceof SignIn.BySession ? Ways.origin(request) : null;
  }
}
