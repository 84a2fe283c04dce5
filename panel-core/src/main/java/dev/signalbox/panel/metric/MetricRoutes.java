package dev.signalbox.panel.metric;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.panel.relay.RelayCounter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code GET /metrics} in the text format of Prometheus, and {@code GET /healthz}. */
public final class MetricRoutes {
  private final PrometheusMeterRegistry registry;
  private final NodeService nodes;
  private final RelayCounter relay;

  @Inject
  MetricRoutes(PrometheusMeterRegistry registry, NodeService nodes, RelayCounter relay) {
    this.registry = requireNonNull(registry, "registry");
    this.nodes = requireNonNull(nodes, "nodes");
    this.relay = requireNonNull(relay, "relay");
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/metrics", this::metrics)
            .with(RouteDoc.KEY, RouteDoc.text("Shows figures in the text format of Prometheus"))
            .with(RouteAccess.KEY, RouteAccess.panel(PanelPermission.METRICS_VIEW)),
        Route.of("GET", "/healthz", request -> Replies.text(200, "ok\n").asStage())
            .with(RouteDoc.KEY, RouteDoc.text("Says that the panel serves"))
            .with(RouteAccess.KEY, RouteAccess.open()));
  }

  private CompletionStage<HttpReply> metrics(RoutedRequest request) {
    nodes.list().forEach(node -> relay.show(node.id()));
    return new HttpResponse(
            200,
            HttpHeaders.of("Content-Type", "text/plain; version=0.0.4; charset=utf-8"),
            ResponseBody.of(registry.scrape().getBytes(StandardCharsets.UTF_8)))
        .asStage();
  }
}
