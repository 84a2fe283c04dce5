package dev.signalbox.api.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every operation that a daemon offers, by id and without a clash. Immutable. */
public final class OperationTable {
  private final Map<String, Operation> byId;

  private OperationTable(Map<String, Operation> byId) {
    this.byId = byId;
  }

  /**
   * Returns a table of these operations.
   *
   * @throws IllegalArgumentException naming every id and every route that stands twice
   */
  public static OperationTable of(Collection<Operation> operations) {
    Map<String, Operation> byId = new LinkedHashMap<>();
    Set<String> routes = new HashSet<>();
    List<String> faults = new ArrayList<>();
    for (Operation operation : operations) {
      if (byId.put(operation.id(), operation) != null) {
        faults.add(operation.id() + " is declared twice");
      }
      for (OperationRoute route : operation.routes()) {
        if (!routes.add(route.method() + " " + route.template())) {
          faults.add(operation.id() + ": " + route.method() + " " + route.template() + " is taken");
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("operations: " + String.join("; ", faults));
    }
    return new OperationTable(byId);
  }

  public Collection<Operation> all() {
    return List.copyOf(byId.values());
  }

  public Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }

  public Optional<Operation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Returns an operation that is known to be there.
   *
   * @throws IllegalArgumentException where it is not
   */
  public Operation get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("operation: " + id));
  }
}
