package dev.signalbox.panel.key;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PermissionCatalog;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /keys}: everybody's own. */
public final class ApiKeyRoutes {
  private static final Duration RECENT = Duration.ofMinutes(10);

  /** What a key is to be, on the wire; without permissions it carries all that its person has. */
  record KeyRequest(String name, @Nullable Instant expiresAt, @Nullable List<String> permissions) {}

  /** A key on the wire; the key itself only right after it was made. */
  record KeyView(
      ApiKeyId id,
      String name,
      @Nullable String key,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable List<String> permissions) {
    static KeyView of(ApiKey key, @Nullable String secret) {
      List<String> permissions =
          key.scope() instanceof PermissionScope.Only only
              ? only.permissions().stream().map(Permission::id).sorted().toList()
              : null;
      return new KeyView(
          key.id(), key.name(), secret, key.createdAt(), key.expiresAt(), permissions);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
      return "KeyView[id=" + id + "]";
    }
  }

  private final ApiKeyService keys;
  private final AccessService access;
  private final PermissionCatalog catalog;

  @Inject
  ApiKeyRoutes(ApiKeyService keys, AccessService access, PermissionCatalog catalog) {
    this.keys = requireNonNull(keys, "keys");
    this.access = requireNonNull(access, "access");
    this.catalog = requireNonNull(catalog, "catalog");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/keys", this::list)
            .with(RouteDoc.KEY, RouteDoc.page("Lists the caller's API keys", KeyView.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("POST", "/keys", this::create)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Makes an API key, which is shown this once", KeyView.class)
                    .taking(KeyRequest.class)
                    .status(201))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "keys.create"),
        Route.of("DELETE", "/keys/{key}", this::delete)
            .with(RouteDoc.KEY, RouteDoc.nothing("Voids an API key"))
            .with(RouteAccess.KEY, RouteAccess.signedIn())
            .with(AuditNote.ACTION, "keys.delete"));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    access.requireWhole(Caller.of(request));
    PageRequest page = PageRequest.of(request);
    Page<ApiKey> found =
        keys.list(Caller.of(request).user(), page.limit(), page.cursor().orElse(null));
    List<KeyView> items = found.items().stream().map(key -> KeyView.of(key, null)).toList();
    return Replies.ok(new Page<>(items, found.next())).asStage();
  }

  private CompletionStage<HttpReply> create(RoutedRequest request) {
    Caller caller = Caller.of(request);
    access.requireRecentSignIn(caller, RECENT);
    return request
        .json(KeyRequest.class)
        .thenApply(
            wanted -> {
              ApiKeyService.Issued issued =
                  keys.create(
                      caller.user(),
                      new NewApiKey(wanted.name(), scope(wanted), wanted.expiresAt()));
              KeyView item = KeyView.of(issued.key(), issued.secret());
              AuditNote.of(request).put("key", item.id().value());
              AuditNote.of(request).put("name", item.name());
              return Replies.created("keys/" + item.id(), item).with("Cache-Control", "no-store");
            });
  }

  private PermissionScope scope(KeyRequest wanted) {
    List<String> permissions = wanted.permissions();
    return permissions == null
        ? PermissionScope.everything()
        : PermissionScope.only(catalog.any("permissions", permissions));
  }

  private CompletionStage<HttpReply> delete(RoutedRequest request) {
    access.requireWhole(Caller.of(request));
    keys.delete(Caller.of(request).user(), request.parameter("key", ApiKeyId::new));
    return Replies.noContent().asStage();
  }
}
