package dev.signalbox.api.link;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes an event as one line of JSON, on disk and over the link alike. Thread-safe. */
public final class DaemonEventJson {
  /** Exactly one of the last two is there. */
  private record Line(
      BootId boot,
      long seq,
      Instant at,
      @Nullable InstanceSnapshot changed,
      @Nullable InstanceId removed) {
    DaemonEvent.Change change() {
      if (changed != null && removed == null) {
        return new DaemonEvent.InstanceChanged(changed);
      }
      if (removed != null && changed == null) {
        return new DaemonEvent.InstanceRemoved(removed);
      }
      throw SignalboxException.invalid("changed", "changed: (expected: it or removed)");
    }
  }

  private DaemonEventJson() {}

  /** Returns the event without a line end; its text contains none. */
  public static String write(DaemonEvent event) {
    EventPosition position = event.position();
    DaemonEvent.Change change = event.change();
    return Json.write(
        new Line(
            position.boot(),
            position.seq(),
            event.at(),
            change instanceof DaemonEvent.InstanceChanged of ? of.instance() : null,
            change instanceof DaemonEvent.InstanceRemoved of ? of.instance() : null));
  }

  /**
   * Reads an event.
   *
   * @throws SignalboxException {@code request.bad-json} or {@code request.invalid}; whoever reads
   *     many goes on with the next line
   */
  public static DaemonEvent read(String line) {
    Line read = Json.read(line, Line.class);
    return new DaemonEvent(position(read), read.at(), read.change());
  }

  private static EventPosition position(Line line) {
    try {
      return new EventPosition(line.boot(), line.seq());
    } catch (IllegalArgumentException e) {
      throw SignalboxException.invalid("seq", String.valueOf(e.getMessage()));
    }
  }
}
