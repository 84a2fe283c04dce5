package dev.signalbox.panel.server;

import dev.signalbox.api.routing.Route;
import dev.signalbox.panel.audit.AuditRoutes;
import dev.signalbox.panel.authority.AuthorityRoutes;
import dev.signalbox.panel.control.ControlRoutes;
import dev.signalbox.panel.diagnosis.DiagnosisRoutes;
import dev.signalbox.panel.event.EventRoutes;
import dev.signalbox.panel.grant.GrantRoutes;
import dev.signalbox.panel.history.HistoryRoutes;
import dev.signalbox.panel.instance.InstanceRoutes;
import dev.signalbox.panel.key.ApiKeyRoutes;
import dev.signalbox.panel.link.JoinRoutes;
import dev.signalbox.panel.link.LinkRoutes;
import dev.signalbox.panel.metric.MetricRoutes;
import dev.signalbox.panel.node.NodeRoutes;
import dev.signalbox.panel.relay.RelayRoutes;
import dev.signalbox.panel.session.OwnSessionRoutes;
import dev.signalbox.panel.session.SessionRoutes;
import dev.signalbox.panel.ticket.TicketRoutes;
import dev.signalbox.panel.user.UserRoutes;
import dev.signalbox.panel.web.WebRoutes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The routes of every feature: the API below {@code /api/v1}, the rest where it says. */
final class PanelRoutes {
  private final List<Route> routes;

  @Inject
  PanelRoutes(
      SessionRoutes session,
      OwnSessionRoutes ownSessions,
      ApiKeyRoutes keys,
      UserRoutes users,
      GrantRoutes grants,
      AuditRoutes audit,
      AuthorityRoutes authority,
      NodeRoutes nodes,
      DiagnosisRoutes diagnoses,
      InstanceRoutes instances,
      HistoryRoutes history,
      EventRoutes events,
      TicketRoutes tickets,
      ControlRoutes control,
      RelayRoutes relay,
      LinkRoutes links,
      JoinRoutes joining,
      MetricRoutes metrics,
      WebRoutes web) {
    List<Route> all = new ArrayList<>();
    Stream.of(
            session.routes(),
            ownSessions.routes(),
            keys.routes(),
            users.routes(),
            grants.routes(),
            audit.routes(),
            authority.routes(),
            nodes.routes(),
            diagnoses.routes(),
            joining.apiRoutes(),
            instances.routes(),
            history.routes(),
            events.routes(),
            tickets.routes(),
            control.routes())
        .flatMap(List::stream)
        .forEach(route -> all.add(route.under("/api/v1")));
    all.addAll(relay.routes());
    all.addAll(links.routes());
    all.addAll(joining.routes());
    all.addAll(metrics.routes());
    all.addAll(web.routes());
    routes = List.copyOf(all);
  }

  List<Route> all() {
    return routes;
  }
}
