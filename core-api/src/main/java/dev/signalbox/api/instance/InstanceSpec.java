package dev.signalbox.api.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.json.KeepNull;
import dev.signalbox.api.json.WhenAbsent;
import java.time.Instant;
import java.util.HashSet;
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
public record InstanceSpec(
    String name,
    @WhenAbsent("[]") List<String> tags,
    @KeepNull @WhenAbsent("null") @Nullable String directory,
    DriverSpec driver,
    @WhenAbsent("{}") StopSpec stop,
    @WhenAbsent("{}") RestartSpec restart,
    @KeepNull @WhenAbsent("null") @Nullable ReadySpec ready,
    @WhenAbsent("false") boolean autoStart,
    @KeepNull @WhenAbsent("null") @Nullable Instant expiresAt,
    @KeepNull @WhenAbsent("null") @Nullable Long diskLimit) {
  public InstanceSpec {
    requireNonNull(name, "name");
    Bounds.check("name", name, 100);
    tags = List.copyOf(tags);
    checkTags(tags);
    requireNonNull(driver, "driver");
    requireNonNull(stop, "stop");
    requireNonNull(restart, "restart");
    if (diskLimit != null) {
      Bounds.check("diskLimit", diskLimit, 1, Long.MAX_VALUE);
    }
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

  private static void checkTags(List<String> tags) {
    if (tags.size() > 32) {
      throw Bounds.fault("tags", tags.size() + " of them", "at most 32");
    }
    for (int i = 0; i < tags.size(); i++) {
      Bounds.check("tags[" + i + "]", tags.get(i), 64);
    }
    if (new HashSet<>(tags).size() != tags.size()) {
      throw Bounds.fault("tags", "one twice", "distinct ones");
    }
  }
}
