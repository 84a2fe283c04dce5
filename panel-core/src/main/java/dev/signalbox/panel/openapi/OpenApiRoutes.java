package dev.signalbox.panel.openapi;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.api.routing.Route;
import dev.signalbox.panel.access.RouteAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code GET /api/v1/openapi.json}: the API described, for anybody. */
public final class OpenApiRoutes {
  private OpenApiRoutes() {}

  /** Returns the routes and the one that describes them. */
  public static List<Route> describing(List<Route> routes, String version, BasePath base) {
    byte[] document = Json.bytes(OpenApiDocument.of(routes, version, base));
    List<Route> all = new ArrayList<>(routes);
    all.add(
        Route.of("GET", "/api/v1/openapi.json", request -> answer(document))
            .with(RouteAccess.KEY, RouteAccess.open()));
    return all;
  }

  private static CompletionStage<HttpReply> answer(byte[] document) {
    return new HttpResponse(
            200, HttpHeaders.of("Content-Type", "application/json"), ResponseBody.of(document))
        .asStage();
  }
}
