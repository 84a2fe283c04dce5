package dev.signalbox.panel.diagnosis;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.diagnosis.Diagnosis;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.PanelPermission;
import dev.signalbox.panel.access.RouteAccess;
import dev.signalbox.panel.audit.AuditNote;
import dev.signalbox.panel.ticket.Ways;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /daemons/{daemon}/diagnosis}: what keeps people from a daemon. */
public final class DiagnosisRoutes {
  private final DiagnosisService diagnoses;

  @Inject
  DiagnosisRoutes(DiagnosisService diagnoses) {
    this.diagnoses = requireNonNull(diagnoses, "diagnoses");
  }

  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/daemons/{daemon}/diagnosis", this::diagnose)
            .with(
                RouteDoc.KEY,
                RouteDoc.object(
                        "Looks at the link to a daemon and at the way to its addresses, hop by hop",
                        Diagnosis.class)
                    .query("address"))
            .with(AuditNote.ACTION, "daemons.diagnose")
            .with(RouteAccess.KEY, RouteAccess.panel(PanelPermission.DAEMONS_MANAGE)));
  }

  private CompletionStage<HttpReply> diagnose(RoutedRequest request) {
    CompletableFuture<Diagnosis> diagnosis =
        diagnoses.diagnose(
            request.parameter("daemon", DaemonId::new),
            request.query("address", URI::create).orElse(null),
            Ways.origin(request.http()));
    request.abandoned().thenRun(() -> diagnosis.cancel(true));
    return diagnosis.thenApply(Replies::ok);
  }
}
