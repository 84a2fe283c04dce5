package dev.signalbox.daemon.keeper;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Runs programs as plain children, where nothing better is possible; they end with the daemon. */
final class PlainKeeper implements Keeper {
  private final KeeperConfig config;
  private final String why;
  private final Set<PlainProcess> processes = ConcurrentHashMap.newKeySet();
  private volatile boolean open;

  /**
   * @param why why nothing better is possible, as the end of a sentence
   */
  PlainKeeper(KeeperConfig config, String why) {
    this.config = requireNonNull(config, "config");
    this.why = requireNonNull(why, "why");
  }

  @Override
  public void start() {
    open = true;
  }

  @Override
  public KeeperCapabilities capabilities() {
    return new KeeperCapabilities(
        false,
        KillScope.BEST_EFFORT,
        false,
        List.of(
            "Instances end with the daemon, run as its user, and a kill may miss a process that has"
                + " hidden from its parent, because "
                + why
                + "."));
  }

  @Override
  public List<KeptId> known() {
    return List.of();
  }

  @Override
  public KeptProcess launch(KeptSpec spec, KeptListener listener) {
    if (!open) {
      throw new SignalboxException(KeeperError.UNAVAILABLE, "The keeper is not started.");
    }
    if (spec.user() != null) {
      throw new SignalboxException(
          KeeperError.LAUNCH_FAILED, "A program cannot run as another user, because " + why + ".");
    }
    if (!Files.isDirectory(spec.directory())) {
      throw new SignalboxException(
          KeeperError.BAD_DIRECTORY, spec.directory() + ": no such directory");
    }
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .directory(spec.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    builder.environment().put("SIGNALBOX_INSTANCE", spec.id().toString());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      // The JDK tells them apart by the number in the message alone.
      boolean missing = String.valueOf(e.getMessage()).contains("error=2,");
      throw new SignalboxException(
          missing ? KeeperError.NOT_FOUND : KeeperError.LAUNCH_FAILED,
          missing ? spec.command().get(0) + ": not found" : String.valueOf(e.getMessage()),
          e);
    }
    PlainProcess kept =
        new PlainProcess(spec.id(), process, spec.firstOffset(), config.ringBytes(), listener);
    processes.removeIf(PlainProcess::isOver);
    processes.add(kept);
    kept.deliver();
    return kept;
  }

  @Override
  public Optional<KeptProcess> adopt(KeptId id, long from, KeptListener listener) {
    return Optional.empty();
  }

  @Override
  public void close() {
    open = false;
    processes.forEach(PlainProcess::kill);
  }
}
