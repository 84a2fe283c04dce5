package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** All runs in the keeper's hands, and the thread that notices how they end. */
final class Runs {
  private static final long RESCAN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Path folder;
  private final String boot;
  private final Launcher launcher;
  private final WatchService watcher;
  private final Map<KeptId, Run> runs = new ConcurrentHashMap<>();
  private long scanned = System.nanoTime();

  Runs(Path folder, String boot, Launcher launcher) throws IOException {
    this.folder = folder;
    this.boot = boot;
    this.launcher = launcher;
    this.watcher = FileSystems.getDefault().newWatchService();
  }

  /** Takes over what an earlier keeper left. */
  void reopen() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path path : folders) {
        String[] parts = path.getFileName().toString().split("\\.", 2);
        if (parts.length == 2) {
          reopen(new KeptId(parts[0], parts[1]), new RunFolder(path));
        }
      }
    }
  }

  private void reopen(KeptId id, RunFolder run) {
    try {
      Optional<String> outcome = run.outcome();
      boolean launched = outcome.isPresent() && !outcome.get().startsWith("!");
      if (!launched) {
        // A launch that was cut short, which the daemon was told has failed.
        if (run.has("run")) {
          Run.reopened(id, run, boot).discard();
        } else {
          run.delete();
        }
        return;
      }
      watch(run);
      Run live = Run.reopened(id, run, boot);
      runs.put(id, live);
      live.check();
    } catch (IOException | RuntimeException e) {
      KeeperLog.error("run not reopened id=" + id, e);
    }
  }

  /** Launches a program; the run is attached to nobody yet. */
  Run launch(KeptSpec spec, int ringBytes) throws IOException {
    RunFolder path = new RunFolder(folder.resolve(spec.id().toString()));
    Run run = launcher.prepare(spec, path, ringBytes);
    try {
      watch(path);
      launcher.start(spec, run);
    } catch (IOException | RuntimeException e) {
      run.discard();
      throw e;
    }
    runs.put(spec.id(), run);
    // It may have ended before anybody could find it here.
    run.check();
    return run;
  }

  Optional<Run> find(KeptId id) {
    return Optional.ofNullable(runs.get(id));
  }

  List<KeptId> ids() {
    return List.copyOf(runs.keySet());
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  void release(KeptId id) throws IOException {
    Run run = runs.get(id);
    if (run != null) {
      run.release();
      runs.remove(id);
    }
  }

  void suspend() {
    for (Run run : runs.values()) {
      try {
        run.suspend();
      } catch (IOException e) {
        KeeperLog.error("run not suspended id=" + run.id(), e);
      }
    }
  }

  /** Waits for a while for something to happen, and acts upon it. */
  void tend() throws InterruptedException {
    WatchKey key = watcher.poll(RESCAN_NANOS, TimeUnit.NANOSECONDS);
    if (System.nanoTime() - scanned >= RESCAN_NANOS) {
      runs.values().forEach(Run::check);
      forgetAbandoned();
      scanned = System.nanoTime();
    }
    if (key == null) {
      return;
    }
    key.pollEvents();
    key.reset();
    Path changed = ((Path) key.watchable()).getFileName();
    String[] parts = changed.toString().split("\\.", 2);
    find(new KeptId(parts[0], parts[1])).ifPresent(Run::check);
  }

  /** A keeper that held on to them would never end. */
  private void forgetAbandoned() {
    for (Run run : List.copyOf(runs.values())) {
      if (run.abandoned()) {
        runs.remove(run.id());
        try {
          run.discard();
        } catch (IOException e) {
          KeeperLog.error("abandoned run not cleared away id=" + run.id(), e);
        }
      }
    }
  }

  private void watch(RunFolder run) throws IOException {
    try {
      run.path().register(watcher, StandardWatchEventKinds.ENTRY_CREATE);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // The system's limit of watches: the rescan finds the exit, a little later.
      KeeperLog.error("run not watched folder=" + run.path(), e);
    }
  }
}
