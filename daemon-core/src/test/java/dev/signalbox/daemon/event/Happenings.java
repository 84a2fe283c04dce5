package dev.signalbox.daemon.event;

import com.google.gson.JsonObject;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.EventPosition;
import java.time.Instant;

/** Makes what may happen. */
final class Happenings {
  private static final InstanceSpec SPEC =
      InstanceSpec.of("lobby", new DriverSpec("process", new JsonObject()));

  private Happenings() {}

  static InstanceSnapshot crashed(int code, String reason) {
    return InstanceSnapshot.of(
        new InstanceId("i"),
        SPEC,
        InstanceState.CRASHED,
        null,
        Instant.EPOCH,
        new InstanceExit(code, null, reason, Instant.EPOCH),
        0,
        InstanceUsage.NONE);
  }

  static DaemonEvent event(BootId boot, long seq) {
    return event(boot, seq, "");
  }

  static DaemonEvent event(BootId boot, long seq, String reason) {
    return new DaemonEvent(
        new EventPosition(boot, seq),
        Instant.EPOCH,
        new DaemonEvent.InstanceChanged(crashed((int) seq, reason)));
  }
}
