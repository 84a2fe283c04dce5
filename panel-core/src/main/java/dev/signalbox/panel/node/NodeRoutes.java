package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Page;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessError;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code /daemons}: which there are, and what they are called. */
public final class NodeRoutes {
  private final NodeService nodes;
  private final AccessService access;

  @Inject
  NodeRoutes(NodeService nodes, AccessService access) {
    this.nodes = requireNonNull(nodes, "nodes");
    this.access = requireNonNull(access, "access");
  }

  public List<Route> routes() {
    RouteAccess manage = RouteAccess.panel(PanelPermission.DAEMONS_MANAGE);
    return List.of(
        Route.of("GET", "/daemons", this::list)
            .with(RouteDoc.KEY, RouteDoc.page("Lists the daemons that may be seen", Node.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("GET", "/daemons/{daemon}", this::get)
            .with(RouteDoc.KEY, RouteDoc.object("Looks at a daemon", Node.class))
            .with(RouteAccess.KEY, RouteAccess.signedIn()),
        Route.of("PATCH", "/daemons/{daemon}", this::change)
            .with(
                RouteDoc.KEY,
                RouteDoc.object("Gives a daemon another name, or accepts addresses", Node.class)
                    .taking(NodeChange.class))
            .with(AuditNote.ACTION, "daemons.change")
            .with(RouteAccess.KEY, manage),
        Route.of("DELETE", "/daemons/{daemon}", this::remove)
            .with(RouteDoc.KEY, RouteDoc.nothing("Forgets a daemon; what it runs goes on"))
            .with(AuditNote.ACTION, "daemons.remove")
            .with(RouteAccess.KEY, manage));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    Caller caller = Caller.of(request);
    return Replies.ok(
            Page.of(nodes.list().stream().filter(node -> access.sees(caller, node.id())).toList()))
        .asStage();
  }

  private CompletionStage<HttpReply> get(RoutedRequest request) {
    DaemonId id = request.parameter("daemon", DaemonId::new);
    if (!access.sees(Caller.of(request), id)) {
      throw new SignalboxException(AccessError.NOT_FOUND, "no such daemon");
    }
    return Replies.ok(nodes.get(id)).asStage();
  }

  private CompletionStage<HttpReply> change(RoutedRequest request) {
    DaemonId id = request.parameter("daemon", DaemonId::new);
    return request
        .json(NodeChange.class)
        .thenApply(change -> Replies.ok(changed(request, id, change)));
  }

  private Node changed(RoutedRequest request, DaemonId id, NodeChange change) {
    if (change.addresses() != null) {
      nodes.accept(id, change.addresses());
      AuditNote.of(request).put("addresses", change.addresses().toString());
    }
    if (change.name() != null) {
      nodes.rename(id, change.name());
    }
    return nodes.get(id);
  }

  private CompletionStage<HttpReply> remove(RoutedRequest request) {
    nodes.remove(request.parameter("daemon", DaemonId::new));
    return Replies.noContent().asStage();
  }

  /** What {@code PATCH} takes. */
  private record NodeChange(@Nullable String name, @Nullable List<URI> addresses) {}
}
