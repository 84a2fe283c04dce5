package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a tree for each run by the best means that this system has.
 *
 * @param base the cgroup below which the trees' are made; the root directory where there is none
 * @param limitations what is less than it could be, and why
 */
record TreeSource(KillScope scope, Path base, List<String> limitations) {
  /** Finds the best means by trying them. */
  static TreeSource find() {
    List<String> why = new ArrayList<>();
    for (KillScope scope : List.of(KillScope.CGROUP_V2, KillScope.CGROUP_V1_FREEZER)) {
      try {
        Optional<TreeSource> found = find(scope, why);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException e) {
        why.add(scope + ": " + e);
      }
    }
    return new TreeSource(
        KillScope.BEST_EFFORT,
        Path.of("/"),
        List.of(
            "A kill may miss a process that has hidden from its parent, because no cgroup can be"
                + " made here ("
                + String.join("; ", why)
                + ")."));
  }

  private static Optional<TreeSource> find(KillScope scope, List<String> why) throws IOException {
    String controller = scope == KillScope.CGROUP_V2 ? "" : "freezer";
    Optional<String> own = ProcFs.ownCgroup(controller);
    for (ProcFs.Mount mount : ProcFs.mounts()) {
      boolean right =
          controller.isEmpty()
              ? mount.type().equals("cgroup2")
              : mount.type().equals("cgroup") && mount.options().contains("," + controller + ",");
      if (!right) {
        continue;
      }
      Set<Path> bases = new LinkedHashSet<>();
      own.ifPresent(path -> bases.add(mount.point().resolve(path.substring(1)).normalize()));
      bases.add(mount.point());
      for (Path base : bases) {
        Path probe = base.resolve("signalbox-probe-" + ProcessHandle.current().pid());
        try {
          Files.createDirectory(probe);
        } catch (IOException e) {
          why.add(e.toString());
          continue;
        }
        try {
          if (!Files.isWritable(probe.resolve("cgroup.procs"))) {
            why.add(probe + " may not be joined");
          } else if (!controller.isEmpty() || Files.isWritable(probe.resolve("cgroup.kill"))) {
            return Optional.of(new TreeSource(scope, base, List.of()));
          } else if (Files.isWritable(probe.resolve("cgroup.freeze"))) {
            return Optional.of(new TreeSource(KillScope.CGROUP_V2_FREEZER, base, List.of()));
          } else {
            why.add(base + " can neither kill nor freeze");
          }
        } finally {
          Files.deleteIfExists(probe);
        }
      }
    }
    return Optional.empty();
  }

  ProcessTree create(KeptId id, RunFolder folder) throws IOException {
    if (scope == KillScope.BEST_EFFORT) {
      return new SearchedTree(id, folder);
    }
    Path path = base.resolve("signalbox-" + id);
    Files.createDirectory(path);
    return new CgroupTree(scope, path);
  }

  /** Makes a tree again from what it said of itself, whatever the best means is by now. */
  static ProcessTree reopen(String description, KeptId id, RunFolder folder) {
    int blank = description.indexOf(' ');
    return blank < 0
        ? new SearchedTree(id, folder)
        : new CgroupTree(
            KillScope.valueOf(description.substring(0, blank)),
            Path.of(description.substring(blank + 1)));
  }
}
