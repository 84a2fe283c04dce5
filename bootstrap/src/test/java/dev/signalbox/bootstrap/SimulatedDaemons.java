package dev.signalbox.bootstrap;

import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.link.DaemonJoining;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Many daemons in one process, of each only the link; public for the benchmarks. */
public final class SimulatedDaemons implements AutoCloseable {
  private static final String VERSION = "simulated";

  private final Workers workers = Workers.create("simulated");
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WebSocketDialer dialer;
  private final List<SimulatedDaemon> daemons;

  private record Member(DaemonIdentity identity, JoinedPanel panel) {
    static Member join(URI panel, String code, Path directory) {
      DaemonIdentity identity = DaemonIdentity.create(directory);
      identity.start();
      return new Member(identity, DaemonJoining.of(identity, VERSION).join(panel, code, List.of()));
    }
  }

  private SimulatedDaemons(List<Member> members) {
    JoinedPanel panel = members.get(0).panel();
    this.dialer = new WebSocketDialer(panel.way().trust().context(panel.fingerprint()), workers);
    this.daemons =
        members.stream()
            .map(member -> new SimulatedDaemon(member.identity(), member.panel(), this))
            .toList();
  }

  /**
   * Joins a panel, a daemon by each code, and has them all dial it.
   *
   * @param directory where each has a directory for its keys
   */
  public static SimulatedDaemons join(URI panel, List<String> codes, Path directory) {
    List<CompletableFuture<Member>> joining = new ArrayList<>();
    for (String code : codes) {
      Path own = directory.resolve("simulated-" + joining.size());
      joining.add(CompletableFuture.supplyAsync(() -> Member.join(panel, code, own)));
    }
    SimulatedDaemons all =
        new SimulatedDaemons(joining.stream().map(CompletableFuture::join).toList());
    all.daemons.forEach(SimulatedDaemon::start);
    return all;
  }

  Workers workers() {
    return workers;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  WebSocketDialer dialer() {
    return dialer;
  }

  @Override
  public void close() {
    daemons.forEach(SimulatedDaemon::stop);
    dialer.close();
    timer.shutdownNow();
    workers.close();
  }
}
