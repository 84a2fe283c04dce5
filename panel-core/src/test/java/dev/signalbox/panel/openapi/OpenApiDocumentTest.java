package dev.signalbox.panel.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.signalbox.api.host.HostInfo;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  @Test
  void describesARouteFromItsDeclaration() {
    Route route =
        Route.of("GET", "/api/v1/daemons/{daemon}/host", request -> Replies.noContent().asStage())
            .with(
                RouteDoc.KEY,
                new RouteDoc(
                    "Looks at the machine", DaemonOperations.table().get("host").payload(), 200));
    JsonObject document = OpenApiDocument.of(List.of(route), "1.2.3", BasePath.ROOT);
    JsonObject operation =
        document
            .getAsJsonObject("paths")
            .getAsJsonObject("/api/v1/daemons/{daemon}/host")
            .getAsJsonObject("get");
    assertThat(operation.get("summary").getAsString()).isEqualTo("Looks at the machine");
    assertThat(operation.get("operationId").getAsString()).isEqualTo("getDaemonsDaemonHost");
    assertThat(operation.getAsJsonArray("parameters").toString())
        .contains("\"name\":\"daemon\",\"in\":\"path\",\"required\":true");
    assertThat(operation.getAsJsonObject("responses").getAsJsonObject("200").toString())
        .contains("#/components/schemas/" + HostInfo.class.getSimpleName());
    assertThat(document.getAsJsonObject("components").getAsJsonObject("schemas").keySet())
        .contains("HostInfo", "ProblemShape");
  }

  @Test
  void leavesOutWhatNobodyDescribed() {
    Route route = Route.of("GET", "/hidden", request -> Replies.noContent().asStage());
    assertThat(
            OpenApiDocument.of(List.of(route), "1", BasePath.ROOT)
                .getAsJsonObject("paths")
                .keySet())
        .isEmpty();
  }
}
