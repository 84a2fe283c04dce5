package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceError;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.driver.InstanceDriver;
import dev.signalbox.daemon.driver.RunUser;
import dev.signalbox.daemon.store.InstanceFolders;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what this daemon can do of what a specification asks, and where. */
final class InstancePlans {
  private final Map<String, InstanceDriver> drivers = new TreeMap<>();
  private final InstanceConfig config;
  private final InstanceFolders folders;

  InstancePlans(
      Collection<InstanceDriver> drivers, InstanceConfig config, InstanceFolders folders) {
    for (InstanceDriver driver : drivers) {
      if (this.drivers.put(driver.type(), driver) != null) {
        throw new IllegalArgumentException("driver: " + driver.type() + " is there twice");
      }
    }
    this.config = requireNonNull(config, "config");
    this.folders = requireNonNull(folders, "folders");
  }

  /**
   * Checks everything and returns how to launch it.
   *
   * @throws SignalboxException {@code request.invalid}, naming the field
   */
  DriverPlan check(InstanceSpec spec) {
    refuse("expiresAt", spec.expiresAt());
    refuse("diskLimit", spec.diskLimit());
    checkDirectory(spec.directory());
    return plan(spec);
  }

  DriverPlan plan(InstanceSpec spec) {
    String type = spec.driver().type();
    return driver(type)
        .orElseThrow(
            () ->
                SignalboxException.invalid(
                    "driver.type",
                    "driver.type: "
                        + type
                        + " (expected: "
                        + String.join(" or ", drivers.keySet())
                        + ")"))
        .plan(spec.driver());
  }

  Optional<InstanceDriver> driver(String type) {
    return Optional.ofNullable(drivers.get(type));
  }

  /** Returns where an instance's files are; makes its own directory where it is missing. */
  Path prepareDirectory(InstanceId id, InstanceSpec spec, DriverPlan plan) {
    String given = spec.directory();
    try {
      if (given == null) {
        return folders.make(
            id.value(),
            plan.user().map(RunUser::uid).orElse(InstanceFolders.SAME_USER),
            plan.user().map(RunUser::gid).orElse(InstanceFolders.SAME_USER));
      }
    } catch (IOException e) {
      throw new SignalboxException(
          InstanceError.BAD_DIRECTORY, "the directory cannot be made: " + e.getMessage(), e);
    }
    return Path.of(given);
  }

  /** Returns where an instance's files are, or would be. */
  Path directory(InstanceId id, InstanceSpec spec) {
    String given = spec.directory();
    return given == null ? folders.own(id.value()) : Path.of(given);
  }

  /** Returns where uploads into the instance's directory grow before they are moved there. */
  Path staging(InstanceId id) {
    return config.dataDirectory().resolve("instances-staging").resolve(id.value());
  }

  void deleteDirectory(InstanceId id, InstanceSpec spec) {
    delete(directory(id, spec));
  }

  void deleteStaging(InstanceId id) {
    delete(staging(id));
  }

  private void delete(Path directory) {
    try {
      folders.delete(directory);
    } catch (IOException e) {
      throw new SignalboxException(
          InstanceError.BAD_DIRECTORY, "the directory cannot be deleted: " + e.getMessage(), e);
    }
  }

  private void checkDirectory(@Nullable String directory) {
    if (directory == null) {
      return;
    }
    if (config.allowedRoots().isEmpty()) {
      throw directoryFault(directory, "null, since no directories are allowed here");
    }
    Path path;
    try {
      path = Path.of(directory);
    } catch (InvalidPathException e) {
      throw directoryFault(directory, "a path");
    }
    if (!path.isAbsolute() || !path.equals(path.normalize())) {
      throw directoryFault(directory, "an absolute path without . and ..");
    }
    // By path elements, so that /srv/mnt does not let /srv/mnt-private in.
    if (config.allowedRoots().stream()
        .noneMatch(root -> path.startsWith(root) && !path.equals(root))) {
      throw directoryFault(directory, "below one of " + config.allowedRoots());
    }
    if (!folders.isDirectory(path)) {
      throw directoryFault(directory, "an existing directory");
    }
  }

  private static SignalboxException directoryFault(String directory, String expected) {
    return SignalboxException.invalid(
        "directory", "directory: " + directory + " (expected: " + expected + ")");
  }

  private static void refuse(String field, @Nullable Object value) {
    if (value != null) {
      throw SignalboxException.invalid(
          field, field + ": " + value + " (expected: null, this daemon cannot do it yet)");
    }
  }
}
