package dev.signalbox.launcher;

import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.Destination;
import dev.signalbox.api.diagnosis.EndpointProbe;
import dev.signalbox.api.diagnosis.ProbeTarget;
import dev.signalbox.api.diagnosis.TrustedRoots;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Looks at what a daemon knows of its panel, and walks the way there. */
final class DaemonChecks {
  private static final String ID = "daemon.joined";
  private static final String TITLE = "The daemon has joined a panel";

  private final Path data;

  DaemonChecks(Path data) {
    this.data = data;
  }

  List<Check> all() throws InterruptedException {
    Optional<JoinedFile> found = JoinedFile.read(data);
    if (found.isEmpty()) {
      return List.of(
          Check.fail(
              ID,
              TITLE,
              data + " has joined no panel",
              "On the panel's machine: "
                  + Invocation.of("panel join-code --name NAME")
                  + "; then here what that prints."));
    }
    JoinedFile joined = found.get();
    List<Check> checks = new ArrayList<>();
    checks.add(joined(joined));
    URI panel = joined.panel();
    if (panel == null) {
      checks.add(
          Check.skip(
              "panel.kind",
              "The way to the panel",
              "the panel dials; run doctor there, or look at this daemon in the web console"));
    } else {
      checks.addAll(walk(panel, joined.root()));
    }
    return checks;
  }

  private static Check joined(JoinedFile joined) {
    return Check.pass(
        ID, TITLE, "as " + joined.name() + ", fingerprint of the panel " + joined.fingerprint());
  }

  private static List<Check> walk(URI panel, X509Certificate root) throws InterruptedException {
    ExecutorService executor = Executors.newCachedThreadPool();
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      TrustedRoots trust = TrustedRoots.system().and(root);
      return new EndpointProbe(executor, timer, InstantSource.system())
          .walk(new ProbeTarget(panel, Destination.PANEL, trust, null))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the walk to the panel failed", e.getCause());
    } finally {
      executor.shutdownNow();
      timer.shutdownNow();
    }
  }
}
