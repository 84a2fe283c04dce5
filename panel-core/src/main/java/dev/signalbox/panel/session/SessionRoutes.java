package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.audit.AuditNote;
import dev.signalbox.panel.grant.GrantView;
import dev.signalbox.panel.user.User;
import dev.signalbox.panel.user.UserService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST}, {@code GET} and {@code DELETE /session}. */
public final class SessionRoutes {
  private static final int MAX_BODY_BYTES = 16 * 1024;
  private static final String UNKNOWN_NAME = "(unknown)";

  /**
   * What a person signs in with.
   *
   * @param code of a second factor; nobody has one, so it is not looked at
   */
  record Credentials(String username, String password, @Nullable String code) {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /** A person who is signed in, on the wire. */
  record Person(UserId id, String username, Role role) {}

  /**
   * Who calls, on the wire, and what the caller may do.
   *
   * @param permissions what is allowed everywhere: on the panel, on every daemon and instance
   * @param grants what is allowed besides
   */
  record SessionView(
      Person user,
      @Nullable Instant expiresAt,
      @Nullable String proof,
      List<String> permissions,
      List<GrantView> grants) {}

  private final SessionService sessions;
  private final UserService users;
  private final CallerPowers powers;

  @Inject
  SessionRoutes(SessionService sessions, UserService users, CallerPowers powers) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.users = requireNonNull(users, "users");
    this.powers = requireNonNull(powers, "powers");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("POST", "/session", this::signIn)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Signs a person in", SessionView.class).taking(Credentials.class))
            .maxBodyBytes(MAX_BODY_BYTES)
            .with(RouteAccess.KEY, RouteAccess.open())
            .with(AuditNote.ACTION, "session.sign-in"),
        Route.of("GET", "/session", this::show)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Says who is signed in and may do what", SessionView.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("DELETE", "/session", this::signOut)
            .with(RouteDoc.KEY, RouteDoc.nothing("Signs out"))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "session.sign-out"));
  }

  private CompletionStage<HttpReply> signIn(RoutedRequest request) {
    SecurePeer.require(request.http());
    if (request.headers().contains("Origin")) {
      SameOrigin.require(request.http());
    }
    return request.json(Credentials.class).thenApply(given -> signIn(request, given));
  }

  private HttpReply signIn(RoutedRequest request, Credentials given) {
    AuditNote note = AuditNote.of(request);
    // From here on it is an attempt, which the audit holds even if the client does not wait.
    note.actor(null, UNKNOWN_NAME);
    SessionService.SignedIn signedIn;
    try {
      signedIn =
          sessions.signIn(
              given.username(),
              given.password(),
              new SignInSource(
                  request.peer().remote().getAddress(),
                  request.headers().first("User-Agent").orElse("")));
    } catch (SignalboxException e) {
      describe(note, given.username(), e);
      throw e;
    }
    User user = signedIn.user();
    note.actor(user.id(), user.username());
    return Replies.ok(
            view(
                new Person(user.id(), user.username(), user.role()),
                PermissionScope.everything(),
                signedIn.expiresAt(),
                signedIn.proof()))
        .with("Cache-Control", "no-store")
        .with("Set-Cookie", cookie(signedIn.token(), ""));
  }

  private void describe(AuditNote note, String username, SignalboxException failure) {
    if (failure.code() == SessionError.TOO_MANY_ATTEMPTS) {
      // The attempts before it stand in the audit; a row for each of these could fill the disk.
      note.omit();
      return;
    }
    note.put("code", failure.code().id());
    // Only a name that exists: people do type their password in the wrong field.
    Optional<User> meant = users.find(username);
    note.actor(meant.map(User::id).orElse(null), meant.map(User::username).orElse(UNKNOWN_NAME));
  }

  private CompletionStage<HttpReply> show(RoutedRequest request) {
    Caller caller = Caller.of(request);
    Instant expiresAt =
        caller.signIn() instanceof SignIn.BySession session
            ? session.expiresAt()
            : ((SignIn.ByKey) caller.signIn()).expiresAt();
    Person person = new Person(caller.user(), caller.username(), caller.role());
    String proof = request.headers().first(SessionAuthenticator.PROOF).orElse(null);
    return Replies.ok(view(person, caller.scope(), expiresAt, proof))
        .with("Cache-Control", "no-store")
        .asStage();
  }

  private SessionView view(
      Person person, PermissionScope scope, @Nullable Instant expiresAt, @Nullable String proof) {
    return new SessionView(
        person,
        expiresAt,
        proof,
        powers.everywhere(person.role(), scope),
        powers.granted(person.id(), scope));
  }

  private CompletionStage<HttpReply> signOut(RoutedRequest request) {
    if (!(Caller.of(request).signIn() instanceof SignIn.BySession session)) {
      throw new SignalboxException(
          SessionError.NO_SESSION, "an API key has no session; delete the key instead");
    }
    sessions.end(Caller.of(request).user(), session.sessionId());
    return HttpResponse.of(204).with("Set-Cookie", cookie("", "; Max-Age=0")).asStage();
  }

  private String cookie(String token, String more) {
    return sessions.cookieName()
        + "="
        + token
        + "; Path=/; Secure; HttpOnly; SameSite=Strict"
        + more;
  }
}
