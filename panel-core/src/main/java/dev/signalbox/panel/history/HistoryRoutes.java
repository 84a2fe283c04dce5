package dev.signalbox.panel.history;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.node.Node;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code GET /history}: what happened to the instances that the caller may see. */
public final class HistoryRoutes {
  private final HistoryService history;
  private final NodeService nodes;
  private final AccessService access;

  @Inject
  HistoryRoutes(HistoryService history, NodeService nodes, AccessService access) {
    this.history = requireNonNull(history, "history");
    this.nodes = requireNonNull(nodes, "nodes");
    this.access = requireNonNull(access, "access");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/history", this::list)
            .with(
                RouteDoc.KEY,
                RouteDoc.page(
                        "Shows what happened to instances, the newest first", HistoryEntry.class)
                    .query("daemon", "instance", "from", "to", "limit", "cursor"))
            .with(RouteAccess.KEY, RouteAccess.signedIn()));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    HistoryQuery query =
        new HistoryQuery(
            visible(request),
            request.query("from", HistoryRoutes::instant).orElse(null),
            request.query("to", HistoryRoutes::instant).orElse(null));
    PageRequest page = PageRequest.of(request);
    return Replies.ok(history.find(query, page.limit(), page.cursor().orElse(null))).asStage();
  }

  /** Returns what is asked for as far as the caller may see it. */
  private Map<DaemonId, InstanceScope> visible(RoutedRequest request) {
    Optional<DaemonId> daemon = request.query("daemon", DaemonId::new);
    Optional<InstanceId> instance = request.query("instance", InstanceId::new);
    Caller caller = Caller.of(request);
    Map<DaemonId, InstanceScope> visible = new HashMap<>();
    for (Node node : nodes.list()) {
      DaemonId id = node.id();
      if (id.equals(daemon.orElse(id))) {
        InstanceScope scope = access.instances(caller, Permissions.INSTANCES_VIEW, id);
        visible.put(id, instance.map(only -> narrowed(scope, only)).orElse(scope));
      }
    }
    return visible;
  }

  private static InstanceScope narrowed(InstanceScope scope, InstanceId instance) {
    return InstanceScope.only(scope.contains(instance) ? Set.of(instance) : Set.of());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("instant: (expected: like 2026-11-23T18:00:00Z)", e);
    }
  }
}
