package dev.signalbox.daemon.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.OperationTable;
import dev.signalbox.api.routing.Filter;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RouteHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundOperationsTest {
  private static final RouteHandler HANDLER = request -> Replies.noContent().asStage();
  private static final OperationTable TABLE =
      OperationTable.of(
          List.of(
              DaemonOperations.table().get("host"),
              DaemonOperations.table().get("instances.start")));

  @Test
  void servesEachRouteOfEachOperationOnce() {
    BoundOperations bound =
        new BoundOperations(
            TABLE, Set.of(() -> Map.of("host", HANDLER, "instances.start", HANDLER)));
    assertThat(bound.routes(BoundOperationsTest::open))
        .extracting(route -> route.method() + " " + route.template())
        .containsExactlyInAnyOrder("GET /v1/host", "POST /v1/instances/{instance}/start");
  }

  @Test
  void refusesAnOperationWithoutAHandlerAndAHandlerWithoutAnOperation() {
    assertThatThrownBy(
            () -> new BoundOperations(TABLE, Set.of(() -> Map.of("host", HANDLER, "odd", HANDLER))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("instances.start has no handler")
        .hasMessageContaining("odd is not in the table");
  }

  @Test
  void refusesTwoHandlersOfOneOperation() {
    OperationRoutes one = () -> Map.of("host", HANDLER, "instances.start", HANDLER);
    OperationRoutes other = () -> Map.of("host", HANDLER);
    assertThatThrownBy(() -> new BoundOperations(TABLE, Set.of(one, other)))
        .hasMessageContaining("host has two handlers");
  }

  private static Filter open(Operation operation) {
    return (request, next) -> next.handle(request);
  }
}
