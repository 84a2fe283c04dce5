package dev.signalbox.api.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.operation.Operation.Audit;
import dev.signalbox.api.operation.Operation.Kind;
import dev.signalbox.api.operation.Operation.Payload;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTableTest {
  @Test
  void namesEveryClashAtOnce() {
    assertThatThrownBy(
            () ->
                OperationTable.of(
                    List.of(
                        operation("a.one", "GET", "/a"),
                        operation("a.one", "GET", "/b"),
                        operation("a.two", "GET", "/a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.one is declared twice")
        .hasMessageContaining("a.two: GET /a is taken");
  }

  @Test
  void refusesAnOperationThatIsOnAnInstanceByHalf() {
    assertThatThrownBy(
            () ->
                new Operation(
                    "a.one",
                    "",
                    List.of(
                        new OperationRoute("GET", "/a", 200),
                        new OperationRoute("GET", "/instances/{instance}/a", 200)),
                    Permissions.HOST_VIEW,
                    Kind.CONTROL,
                    Audit.SILENT,
                    nothing()))
        .hasMessageContaining("all or none of an instance");
  }

  @Test
  void recordsEveryDaemonOperationThatChangesSomething() {
    for (Operation operation : DaemonOperations.table().all()) {
      boolean looks =
          operation.routes().stream()
              .allMatch(route -> Set.of("GET", "HEAD").contains(route.method()));
      assertThat(operation.audit())
          .as(operation.id())
          .isEqualTo(looks ? Audit.SILENT : Audit.RECORDED);
    }
  }

  @Test
  void takesOnlyPermissionsThatCanBeGranted() {
    assertThat(DaemonOperations.table().all())
        .allSatisfy(operation -> assertThat(Permissions.all()).contains(operation.permission()));
  }

  private static Operation operation(String id, String method, String template) {
    return new Operation(
        id,
        "",
        List.of(new OperationRoute(method, template, 200)),
        Permissions.HOST_VIEW,
        Kind.CONTROL,
        Audit.SILENT,
        nothing());
  }

  private static Payload nothing() {
    return new Payload(Set.of(), Void.class, Void.class, Shape.NONE);
  }
}
