package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.json.KeepNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instance as it is at one moment: in JSON one object, the fields of the specification beside
 * those of its state. Null {@code pid}, {@code startedAt} and {@code exit} are absent there.
 *
 * @param pid of its first process while it is alive
 * @param startedAt when the present or last run began
 * @param exit how the last run ended; absent while it is alive
 * @param restarts automatic restarts since somebody last started it
 * @param daemon that it is on; absent where a daemon tells of its own
 */
public record InstanceSnapshot(
    InstanceId id,
    String name,
    List<String> tags,
    @KeepNull @Nullable String directory,
    DriverSpec driver,
    StopSpec stop,
    RestartSpec restart,
    @KeepNull @Nullable ReadySpec ready,
    boolean autoStart,
    @KeepNull @Nullable Instant expiresAt,
    @KeepNull @Nullable Long diskLimit,
    InstanceState state,
    @Nullable Long pid,
    @Nullable Instant startedAt,
    @Nullable InstanceExit exit,
    int restarts,
    InstanceUsage usage,
    @Nullable DaemonId daemon) {
  public InstanceSnapshot {
    requireNonNull(id, "id");
    requireNonNull(name, "name");
    tags = List.copyOf(tags);
    requireNonNull(driver, "driver");
    requireNonNull(stop, "stop");
    requireNonNull(restart, "restart");
    requireNonNull(state, "state");
    requireNonNull(usage, "usage");
  }

  /** Returns the snapshot of a specification in a state. */
  public static InstanceSnapshot of(
      InstanceId id,
      InstanceSpec spec,
      InstanceState state,
      @Nullable Long pid,
      @Nullable Instant startedAt,
      @Nullable InstanceExit exit,
      int restarts,
      InstanceUsage usage) {
    return new InstanceSnapshot(
        id,
        spec.name(),
        spec.tags(),
        spec.directory(),
        spec.driver(),
        spec.stop(),
        spec.restart(),
        spec.ready(),
        spec.autoStart(),
        spec.expiresAt(),
        spec.diskLimit(),
        state,
        pid,
        startedAt,
        exit,
        restarts,
        usage,
        null);
  }

  /** Returns the same with other figures. */
  public InstanceSnapshot with(InstanceUsage figures) {
    return with(figures, daemon);
  }

  /** Returns the same with the daemon that it is on. */
  public InstanceSnapshot on(DaemonId known) {
    return with(usage, requireNonNull(known, "known"));
  }

  private InstanceSnapshot with(InstanceUsage figures, @Nullable DaemonId on) {
    return new InstanceSnapshot(
        id, name, tags, directory, driver, stop, restart, ready, autoStart, expiresAt, diskLimit,
        state, pid, startedAt, exit, restarts, figures, on);
  }

  /** Returns the specification alone. */
  public InstanceSpec spec() {
    return new InstanceSpec(
        name, tags, directory, driver, stop, restart, ready, autoStart, expiresAt, diskLimit);
  }
}
