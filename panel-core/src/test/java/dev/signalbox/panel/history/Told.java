package dev.signalbox.panel.history;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.panel.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes what a daemon may tell. */
public final class Told {
  public static final BootId BOOT = new BootId("boot");
  public static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
  private static final InstanceSpec SPEC =
      InstanceSpec.of("lobby", new DriverSpec("process", new JsonObject()));

  private Told() {}

  /** The event of a number, that many seconds after the beginning, with the number as exit code. */
  public static DaemonEvent event(BootId boot, long seq, String instance) {
    Instant at = BEGIN.plusSeconds(seq);
    return event(boot, seq, at, instance, InstanceState.CRASHED);
  }

  static DaemonEvent event(
      BootId boot, long seq, Instant at, String instance, InstanceState state) {
    InstanceExit exit = new InstanceExit((int) seq, "KILL\0", "why".repeat(1000), Instant.EPOCH);
    return new DaemonEvent(
        new EventPosition(boot, seq),
        at,
        new DaemonEvent.InstanceChanged(snapshot(instance, state, exit)));
  }

  /** An instance that never ran. */
  public static InstanceSnapshot instance(String id) {
    return snapshot(id, InstanceState.STOPPED, null);
  }

  private static InstanceSnapshot snapshot(
      String id, InstanceState state, @Nullable InstanceExit exit) {
    return InstanceSnapshot.of(
        new InstanceId(id), SPEC, state, null, null, exit, 0, InstanceUsage.NONE);
  }

  public static List<DaemonEvent> events(BootId boot, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(seq -> event(boot, seq, "i")).toList();
  }

  static EventPosition at(long seq) {
    return new EventPosition(BOOT, seq);
  }

  /** Adds a daemon, without which there is no history. */
  public static void join(Database database, DaemonId daemon) {
    database.change(
        handle ->
            handle.execute(
                "INSERT INTO daemons (id, name, identity_key, addresses, version, joined_at,"
                    + " seen_at) VALUES (?, ?, ?, '', '', ?, ?)",
                daemon.value(),
                daemon.value(),
                daemon.value(),
                BEGIN,
                BEGIN));
  }
}
