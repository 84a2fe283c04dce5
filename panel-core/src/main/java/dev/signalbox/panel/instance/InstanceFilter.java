package dev.signalbox.panel.instance;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.InstanceScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller asks to see and may see; for one request. */
final class InstanceFilter {
  private final AccessService access;
  private final Caller caller;
  private final String words;
  private final Set<String> daemons;
  private final Set<InstanceState> states;
  private final Set<String> tags;
  private final Map<DaemonId, InstanceScope> visible = new HashMap<>();

  InstanceFilter(AccessService access, RoutedRequest request) {
    this.access = access;
    this.caller = Caller.of(request);
    this.words = request.query("q").orElse("").toLowerCase(Locale.ROOT);
    this.daemons = given(request, "daemon");
    this.states =
        given(request, "state").stream()
            .map(InstanceFilter::state)
            .collect(Collectors.toUnmodifiableSet());
    this.tags = given(request, "tag");
  }

  List<ListedInstance> of(List<ListedInstance> all) {
    return all.stream().filter(this::takes).toList();
  }

  private boolean takes(ListedInstance listed) {
    InstanceSnapshot snapshot = listed.snapshot();
    DaemonId daemon = listed.daemon();
    return (states.isEmpty() || states.contains(snapshot.state()))
        && (daemons.isEmpty() || daemons.contains(daemon.value()))
        && (tags.isEmpty() || snapshot.tags().stream().anyMatch(tags::contains))
        && (snapshot.name().toLowerCase(Locale.ROOT).contains(words)
            || snapshot.id().value().equals(words))
        && visible
            .computeIfAbsent(daemon, id -> access.instances(caller, Permissions.INSTANCES_VIEW, id))
            .contains(snapshot.id());
  }

  private static Set<String> given(RoutedRequest request, String name) {
    Set<String> values = new HashSet<>(request.queryAll(name));
    values.remove("");
    return values;
  }

  private static InstanceState state(String text) {
    try {
      return Json.constant(InstanceState.class, text);
    } catch (IllegalArgumentException e) {
      throw SignalboxException.invalid("state", "state: " + e.getMessage());
    }
  }
}
