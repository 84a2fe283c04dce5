package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.daemon.driver.DriverPlan;
import dev.signalbox.daemon.file.FileOwner;
import dev.signalbox.daemon.file.InstanceDirectories;
import dev.signalbox.daemon.file.RootedDirectories;
import dev.signalbox.daemon.file.RootedDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens the directory of each instance once, and again where its place or its owner changes. */
final class RootedInstanceDirectories implements InstanceDirectories {
  private record Opened(Path path, @Nullable FileOwner owner, RootedDirectory directory) {}

  private final LocalInstanceService instances;
  private final InstancePlans plans;
  private final RootedDirectories directories;
  private final Map<InstanceId, Opened> opened = new ConcurrentHashMap<>();

  RootedInstanceDirectories(
      LocalInstanceService instances, InstancePlans plans, RootedDirectories directories) {
    this.instances = requireNonNull(instances, "instances");
    this.plans = requireNonNull(plans, "plans");
    this.directories = requireNonNull(directories, "directories");
  }

  @Override
  public RootedDirectory of(InstanceId instance) {
    InstanceSpec spec = instances.spec(instance);
    DriverPlan plan = plans.plan(spec);
    Path path = plans.prepareDirectory(instance, spec, plan);
    // Those of instances that are no more.
    opened.keySet().removeIf(id -> !instances.has(id));
    FileOwner owner = plan.user().map(run -> new FileOwner(run.uid(), run.gid())).orElse(null);
    return requireNonNull(
            opened.compute(
                instance,
                (id, before) ->
                    before != null
                            && before.path().equals(path)
                            && Objects.equals(before.owner(), owner)
                        ? before
                        : new Opened(
                            path, owner, directories.open(path, plans.staging(id), owner))))
        .directory();
  }
}
