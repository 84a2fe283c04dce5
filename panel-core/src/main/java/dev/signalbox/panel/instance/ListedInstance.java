package dev.signalbox.panel.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.json.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An instance as lists and events show it; its text is made once, when it is first asked for. */
final class ListedInstance {
  private final DaemonId daemon;
  private final InstanceSnapshot snapshot;
  private final String key;
  private volatile @Nullable String json;

  ListedInstance(DaemonId daemon, InstanceSnapshot snapshot) {
    this.daemon = requireNonNull(daemon, "daemon");
    this.snapshot = snapshot.on(daemon);
    this.key = snapshot.name().toLowerCase(Locale.ROOT) + '\n' + daemon + '\n' + snapshot.id();
  }

  DaemonId daemon() {
    return daemon;
  }

  InstanceSnapshot snapshot() {
    return snapshot;
  }

  /** Returns its place in lists: by name, and never the same for two. */
  String key() {
    return key;
  }

  String json() {
    String known = json;
    if (known == null) {
      known = Json.write(snapshot);
      json = known;
    }
    return known;
  }
}
