package dev.signalbox.panel.audit;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.json.KeepNull;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.RouteAccess;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code GET /audit}. */
public final class AuditRoutes {
  /** An entry on the wire. */
  record AuditView(
      String id,
      Instant at,
      Actor actor,
      String action,
      @Nullable DaemonId daemon,
      @Nullable InstanceId instance,
      int status,
      Map<String, String> detail,
      String address) {
    /** Who did it; without an id where nobody was recognised. */
    record Actor(@KeepNull @Nullable UserId id, String name) {}

    static AuditView of(AuditService.Numbered numbered) {
      AuditEntry entry = numbered.entry();
      return new AuditView(
          Long.toString(numbered.number()),
          entry.at(),
          new Actor(entry.actor(), entry.actorName()),
          entry.action(),
          entry.daemon(),
          entry.instance(),
          entry.status(),
          entry.detail(),
          entry.address());
    }
  }

  private final AuditService audit;

  @Inject
  AuditRoutes(AuditService audit) {
    this.audit = requireNonNull(audit, "audit");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/audit", this::list)
            .with(
                RouteDoc.KEY,
                RouteDoc.page("Shows who did what, the newest first", AuditView.class)
                    .query(
                        "actor", "action", "daemon", "instance", "from", "to", "limit", "cursor"))
            .with(RouteAccess.KEY, RouteAccess.panel(PanelPermission.AUDIT_VIEW)));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    AuditQuery query =
        new AuditQuery(
            request.query("actor").orElse(null),
            request.query("action").orElse(null),
            request.query("daemon", DaemonId::new).orElse(null),
            request.query("instance", InstanceId::new).orElse(null),
            request.query("from", AuditRoutes::instant).orElse(null),
            request.query("to", AuditRoutes::instant).orElse(null));
    PageRequest page = PageRequest.of(request);
    Page<AuditService.Numbered> found = audit.find(query, page.limit(), page.cursor().orElse(null));
    List<AuditView> items = found.items().stream().map(AuditView::of).toList();
    return Replies.ok(new Page<>(items, found.next())).asStage();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("instant: (expected: like 2026-11-23T18:00:00Z)", e);
    }
  }
}
