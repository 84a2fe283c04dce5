package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import com.google.gson.annotations.JsonAdapter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks an instance to be.
 *
 * <p>Read from JSON strictly: an unknown field, a wrong type and a value out of range are {@code
 * request.invalid} failures that name the field by its path, and an omitted field takes its
 * default. Whether a daemon can do what is asked is for the daemon to say.
 *
 * @param name for people, 1 to 100 characters without control characters; not unique
 * @param tags at most 32 distinct ones, each 1 to 64 characters; default none
 * @param directory absolute path of the directory that it runs in, or null for one of its own below
 *     the daemon's data directory
 * @param driver what runs it
 * @param stop how it is asked to end
 * @param restart what happens when it ended by itself
 * @param ready how to tell that it is ready, or null where being alive is enough
 * @param autoStart whether it is started when the daemon starts; default false
 * @param expiresAt when it is stopped for good, or null for never
 * @param diskLimit the bytes that its directory may hold, at least 1, or null for no limit
 */
@JsonAdapter(InstanceAdapters.OfInstanceSpec.class)
public record InstanceSpec(
    String name,
    List<String> tags,
    @Nullable String directory,
    DriverSpec driver,
    StopSpec stop,
    RestartSpec restart,
    @Nullable ReadySpec ready,
    boolean autoStart,
    @Nullable Instant expiresAt,
    @Nullable Long diskLimit) {
  public InstanceSpec {
    requireNonNull(name, "name");
    tags = List.copyOf(tags);
    requireNonNull(driver, "driver");
    requireNonNull(stop, "stop");
    requireNonNull(restart, "restart");
  }

  /** Returns a specification with every default. */
  public static InstanceSpec of(String name, DriverSpec driver) {
    return new InstanceSpec(
        name,
        List.of(),
        null,
        driver,
        StopSpec.DEFAULT,
        RestartSpec.DEFAULT,
        null,
        false,
        null,
        null);
  }

  /** Returns the same specification with another way to stop. */
  public InstanceSpec withStop(StopSpec changed) {
    return new InstanceSpec(
        name, tags, directory, driver, changed, restart, ready, autoStart, expiresAt, diskLimit);
  }

  /** Returns the same specification with another restart policy. */
  public InstanceSpec withRestart(RestartSpec changed) {
    return new InstanceSpec(
        name, tags, directory, driver, stop, changed, ready, autoStart, expiresAt, diskLimit);
  }
}
