package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /sessions} and {@code PUT /session/password}: everybody's own. */
public final class OwnSessionRoutes {
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** A change of one's own password. */
  record PasswordChange(String current, String next) {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
      return "PasswordChange";
    }
  }

  /**
   * A session on the wire.
   *
   * @param current whether the request itself belongs to it
   */
  record SessionItem(
      String id,
      Instant createdAt,
      Instant usedAt,
      Instant expiresAt,
      String address,
      String userAgent,
      boolean current) {
    static SessionItem of(Session session, @Nullable String current) {
      return new SessionItem(
          session.id(),
          session.createdAt(),
          session.usedAt(),
          session.expiresAt(),
          session.address(),
          session.userAgent(),
          session.id().equals(current));
    }
  }

  private final SessionService sessions;
  private final AccessService access;

  @Inject
  OwnSessionRoutes(SessionService sessions, AccessService access) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.access = requireNonNull(access, "access");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/sessions", this::list)
            .with(
                RouteDoc.KEY, RouteDoc.page("Lists one's own sessions", SessionItem.class).query())
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("DELETE", "/sessions", this::endOthers)
            .with(RouteDoc.KEY, RouteDoc.nothing("Ends all of one's own sessions but this one"))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "sessions.end-others"),
        Route.of("DELETE", "/sessions/{session}", this::end)
            .with(RouteDoc.KEY, RouteDoc.nothing("Ends one of one's own sessions"))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "sessions.end"),
        Route.of("PUT", "/session/password", this::changePassword)
            .with(
                RouteDoc.KEY,
                RouteDoc.nothing("Changes one's own password and ends all other sessions")
                    .taking(PasswordChange.class))
            .maxBodyBytes(MAX_BODY_BYTES)
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "session.password"));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    Caller caller = whole(request);
    @Nullable String current = current(caller);
    return Replies.ok(
            Page.of(
                sessions.list(caller.user()).stream()
                    .map(session -> SessionItem.of(session, current))
                    .toList()))
        .asStage();
  }

  private CompletionStage<HttpReply> endOthers(RoutedRequest request) {
    Caller caller = whole(request);
    sessions.endOthers(caller.user(), current(caller));
    return Replies.noContent().asStage();
  }

  private CompletionStage<HttpReply> end(RoutedRequest request) {
    Caller caller = whole(request);
    sessions.end(caller.user(), request.parameter("session"));
    return Replies.noContent().asStage();
  }

  private CompletionStage<HttpReply> changePassword(RoutedRequest request) {
    Caller caller = Caller.of(request);
    @Nullable String current = current(caller);
    if (current == null) {
      throw new SignalboxException(
          SessionError.NO_SESSION, "an API key changes no password; sign in for that");
    }
    return request
        .json(PasswordChange.class)
        .thenApply(
            wanted -> {
              sessions.changePassword(
                  caller,
                  current,
                  wanted.current(),
                  wanted.next(),
                  request.peer().remote().getAddress());
              return Replies.noContent();
            });
  }

  private Caller whole(RoutedRequest request) {
    Caller caller = Caller.of(request);
    access.requireWhole(caller);
    return caller;
  }

  private static @Nullable String current(Caller caller) {
    return caller.signIn() instanceof SignIn.BySession session ? session.sessionId() : null;
  }
}
