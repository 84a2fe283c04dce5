package dev.signalbox.daemon.event;

import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.link.EventPosition;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The events of one run of a daemon over real files; what happens is the test's. */
final class EventRig implements AutoCloseable {
  final List<InstanceSnapshot> instances = new CopyOnWriteArrayList<>();
  private final Workers workers = Workers.pool("test", 4, 1000);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final DaemonIdentity identity;
  private final SpooledEvents events;
  private final EventPosition begin;

  EventRig(Path data, Path spool, SpoolLimits limits) {
    identity = DaemonIdentity.create(data);
    identity.start();
    begin = new EventPosition(identity.boot(), 0);
    events =
        new SpooledEvents(
            spool,
            limits,
            () -> List.copyOf(instances),
            listener -> () -> {},
            identity,
            workers,
            timer,
            InstantSource.system());
    events.start();
  }

  static EventRig in(Path data) {
    return new EventRig(data, data.resolve("events"), SpoolLimits.DEFAULT);
  }

  DaemonEvents events() {
    return events;
  }

  /** Has something happen whose exit code is the number. */
  void happen(int code) {
    happen(code, "");
  }

  void happen(int code, String reason) {
    events.changed(Happenings.crashed(code, reason));
  }

  void look() {
    events.look();
  }

  EventPosition at(long seq) {
    return new EventPosition(begin.boot(), seq);
  }

  @Override
  public void close() {
    events.stop();
    identity.stop();
    timer.shutdownNow();
    workers.close();
  }
}
