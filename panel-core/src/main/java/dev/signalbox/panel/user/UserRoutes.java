package dev.signalbox.panel.user;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /users}: for administrators; everybody sees and changes the password of oneself. */
public final class UserRoutes {
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final UserService users;
  private final AccessService access;

  @Inject
  UserRoutes(UserService users, AccessService access) {
    this.users = requireNonNull(users, "users");
    this.access = requireNonNull(access, "access");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    RouteAccess manage = RouteAccess.panel(PanelPermission.USERS_MANAGE);
    return List.of(
        Route.of("GET", "/users", this::list)
            .with(RouteDoc.KEY, RouteDoc.page("Lists people", User.class))
            .with(RouteAccess.KEY, manage),
        Route.of("POST", "/users", this::create)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Makes a person known", User.class)
                    .taking(NewUser.class)
                    .status(201))
            .with(RouteAccess.KEY, manage)
            .with(AuditNote.ACTION, "users.create"),
        Route.of("GET", "/users/{user}", this::get)
            .with(RouteDoc.KEY, RouteDoc.object("Looks at a person", User.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("PATCH", "/users/{user}", this::change)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Changes a person", User.class).taking(UserChange.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "users.change"),
        Route.of("DELETE", "/users/{user}", this::delete)
            .with(RouteDoc.KEY, RouteDoc.nothing("Removes a person with sessions, keys and grants"))
            .with(RouteAccess.KEY, manage)
            .with(AuditNote.ACTION, "users.delete"));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    PageRequest page = PageRequest.of(request);
    Page<User> found = users.list(page.limit(), page.cursor().orElse(null));
    return Replies.ok(found).asStage();
  }

  private CompletionStage<HttpReply> create(RoutedRequest request) {
    return request
        .json(NewUser.class)
        .thenApply(
            wanted -> {
              if (wanted.role() == Role.ADMIN) {
                access.requireWhole(Caller.of(request));
              }
              User user = users.create(wanted);
              AuditNote note = AuditNote.of(request);
              note.put("user", user.id().value());
              note.put("username", user.username());
              note.put("role", user.role().id());
              return Replies.created("users/" + user.id(), user);
            });
  }

  private CompletionStage<HttpReply> get(RoutedRequest request) {
    Caller caller = Caller.of(request);
    UserId id = request.parameter("user", UserId::new);
    if (!caller.user().equals(id)) {
      access.require(caller, PanelPermission.USERS_MANAGE);
    }
    return Replies.ok(users.get(id)).asStage();
  }

  private CompletionStage<HttpReply> change(RoutedRequest request) {
    Caller caller = Caller.of(request);
    UserId id = request.parameter("user", UserId::new);
    return request
        .json(UserChange.class)
        .thenApply(
            wanted -> {
              requireMayChange(caller, id, wanted);
              AuditNote.of(request).put("changed", String.join(" ", names(wanted)));
              return Replies.ok(users.change(id, wanted));
            });
  }

  /**
   * Whoever finds a browser unattended must not take the account over: one's own password changes
   * only soon after it was given.
   */
  private void requireMayChange(Caller caller, UserId id, UserChange wanted) {
    boolean own = caller.user().equals(id);
    boolean passwordOnly =
        wanted.username() == null && wanted.role() == null && wanted.disabled() == null;
    if (!own || !passwordOnly) {
      access.require(caller, PanelPermission.USERS_MANAGE);
    }
    if (wanted.role() == Role.ADMIN || users.get(id).role() == Role.ADMIN) {
      access.requireWhole(caller);
    }
    if (own && wanted.password() != null && !isLocal(caller)) {
      access.requireRecentSignIn(caller, RECENT);
    }
  }

  /** Says whether it is the way back in for somebody who has forgotten the password. */
  private static boolean isLocal(Caller caller) {
    return caller.signIn() instanceof SignIn.ByKey key && key.isLocal();
  }

  private static List<String> names(UserChange change) {
    List<String> names = new ArrayList<>();
    if (change.username() != null) {
      names.add("username");
    }
    if (change.password() != null) {
      names.add("password");
    }
    if (change.role() != null) {
      names.add("role");
    }
    if (change.disabled() != null) {
      names.add("disabled");
    }
    return names;
  }

  private CompletionStage<HttpReply> delete(RoutedRequest request) {
    UserId id = request.parameter("user", UserId::new);
    users.delete(id);
    return Replies.noContent().asStage();
  }
}
