package dev.signalbox.panel.grant;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.PermissionCatalog;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /users/{user}/grants}; everybody sees one's own. */
public final class GrantRoutes {
  /** What is to be allowed, on the wire. */
  record GrantRequest(List<String> permissions) {}

  private final GrantService grants;
  private final AccessService access;
  private final PermissionCatalog catalog;

  @Inject
  GrantRoutes(GrantService grants, AccessService access, PermissionCatalog catalog) {
    this.grants = requireNonNull(grants, "grants");
    this.access = requireNonNull(access, "access");
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    RouteAccess manage = RouteAccess.panel(PanelPermission.USERS_MANAGE);
    return List.of(
        Route.of("GET", "/users/{user}/grants", this::list)
            .with(RouteDoc.KEY, RouteDoc.page("Lists what a person was granted", GrantView.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("PUT", "/users/{user}/grants/{daemon}/{instance}", this::put)
            .with(
                RouteDoc.KEY,
                RouteDoc.object(
                        "Grants permissions on an instance, or on all with *", GrantView.class)
                    .taking(GrantRequest.class))
            .with(RouteAccess.KEY, manage)
            .with(AuditNote.ACTION, "grants.put"),
        Route.of("DELETE", "/users/{user}/grants/{daemon}/{instance}", this::delete)
            .with(RouteDoc.KEY, RouteDoc.nothing("Takes a grant back"))
            .with(RouteAccess.KEY, manage)
            .with(AuditNote.ACTION, "grants.delete"));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    Caller caller = Caller.of(request);
    UserId user = request.parameter("user", UserId::new);
    if (!caller.user().equals(user)) {
      access.require(caller, PanelPermission.USERS_MANAGE);
    }
    return Replies.ok(Page.of(grants.list(user).stream().map(GrantView::of).toList())).asStage();
  }

  private CompletionStage<HttpReply> put(RoutedRequest request) {
    UserId user = request.parameter("user", UserId::new);
    DaemonId daemon = request.parameter("daemon", DaemonId::new);
    GrantTarget target = request.parameter("instance", GrantTarget::new);
    return request
        .json(GrantRequest.class)
        .thenApply(
            wanted -> {
              Grant grant =
                  new Grant(daemon, target, catalog.grantable("permissions", wanted.permissions()));
              grants.put(user, grant);
              GrantView item = GrantView.of(grant);
              AuditNote.of(request).put("permissions", String.join(" ", item.permissions()));
              return Replies.ok(item);
            });
  }

  private CompletionStage<HttpReply> delete(RoutedRequest request) {
    grants.delete(
        request.parameter("user", UserId::new),
        request.parameter("daemon", DaemonId::new),
        request.parameter("instance", GrantTarget::new));
    return Replies.noContent().asStage();
  }
}
