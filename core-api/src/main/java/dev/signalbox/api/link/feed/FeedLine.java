package dev.signalbox.api.link.feed;

import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.link.EventPosition;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A line that is no event: one of them is there. */
record FeedLine(
    @Nullable InstanceSnapshot instance,
    @Nullable Position caughtUp,
    @Nullable Map<String, InstanceUsage> used) {
  /** A position on the wire. */
  record Position(BootId boot, long seq) {
    EventPosition position() {
      return new EventPosition(boot, seq);
    }
  }

  static FeedLine ofInstance(InstanceSnapshot instance) {
    return new FeedLine(instance, null, null);
  }

  static FeedLine caughtUp(EventPosition position) {
    return new FeedLine(null, new Position(position.boot(), position.seq()), null);
  }

  static FeedLine used(Map<InstanceId, InstanceUsage> usage) {
    Map<String, InstanceUsage> byId = new TreeMap<>();
    usage.forEach((id, figures) -> byId.put(id.value(), figures));
    return new FeedLine(null, null, byId);
  }

  /** Says whether a line is one of these, by how it begins; {@link Json} writes it so. */
  static boolean is(String line) {
    return line.startsWith("{\"instance\":")
        || line.startsWith("{\"caughtUp\":")
        || line.startsWith("{\"used\":");
  }

  void appendTo(StringBuilder lines) {
    lines.append(Json.write(this)).append('\n');
  }
}
