package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many instances there are.
 *
 * @param states how many are in each state, by its name; without those that nothing is in
 */
record InstanceSummary(int total, Map<String, Integer> states, List<DaemonSummary> daemons) {
  /** The same of one daemon; daemons that have none are left out. */
  record DaemonSummary(DaemonId daemon, int total, Map<String, Integer> states) {
    DaemonSummary {
      requireNonNull(daemon, "daemon");
      states = Map.copyOf(states);
    }
  }

  InstanceSummary {
    states = Map.copyOf(states);
    daemons = List.copyOf(daemons);
  }

  static InstanceSummary of(List<ListedInstance> instances) {
    Map<DaemonId, List<ListedInstance>> byDaemon = new LinkedHashMap<>();
    for (ListedInstance listed : instances) {
      byDaemon.computeIfAbsent(listed.daemon(), id -> new ArrayList<>()).add(listed);
    }
    List<DaemonSummary> daemons = new ArrayList<>();
    byDaemon.forEach((id, its) -> daemons.add(new DaemonSummary(id, its.size(), states(its))));
    return new InstanceSummary(instances.size(), states(instances), daemons);
  }

  private static Map<String, Integer> states(List<ListedInstance> instances) {
    Map<String, Integer> states = new TreeMap<>();
    for (ListedInstance listed : instances) {
      states.merge(Json.wireName(listed.snapshot().state()), 1, Integer::sum);
    }
    return states;
  }
}
