package dev.signalbox.launcher;

import dev.signalbox.bootstrap.ConfigurationException;
import dev.signalbox.bootstrap.Daemon;
import dev.signalbox.bootstrap.Panel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Panel and daemon in one JVM, each with a listener of its own; one certificate serves both. */
@Command(
    name = "all",
    description = "Runs a panel and a daemon in one program.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each option may also come from the environment, --panel-port as SIGNALBOX_PANEL_PORT, or",
      "from a properties file named by SIGNALBOX_CONFIG, as panel-port=7443.",
      "SIGNALBOX_ADMIN_PASSWORD sets the administrator's password at the first start."
    })
final class AllCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(AllCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private final AllOptions options = new AllOptions();

  private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

  @Override
  public Integer call() throws Exception {
    AllSettings settings = new AllSettings(options);
    Panel planned = panel(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "signalbox-shutdown"));
    try {
      Panel panel = open(planned);
      panel.start();
      Daemon daemon = open(daemon(settings, panel));
      daemon.start();
      parts.addLast(new PidFile(settings.data));
      ready(panel, daemon);
      new CountDownLatch(1).await();
      return 0;
    } finally {
      close();
    }
  }

  private <T extends AutoCloseable> T open(T part) {
    parts.push(part);
    return part;
  }

  /** Plans the panel; what is wrong with the options and what the panel finds is told together. */
  private Panel panel(AllSettings settings) {
    Panel.Builder builder =
        Panel.builder()
            .dataDirectory(settings.data)
            .transport(settings.transport)
            .listen(options.bind, settings.panelPort)
            .hosts(options.hosts);
    String password = System.getenv("SIGNALBOX_ADMIN_PASSWORD");
    if (password != null && !password.isEmpty()) {
      builder.initialAdministratorPassword(password);
    }
    Set<String> faults = new LinkedHashSet<>(settings.faults);
    try {
      Panel panel = builder.build();
      if (faults.isEmpty()) {
        return panel;
      }
    } catch (ConfigurationException e) {
      faults.addAll(e.faults());
    }
    throw new ConfigurationException(List.copyOf(faults));
  }

  private Daemon daemon(AllSettings settings, Panel panel) {
    return Daemon.builder()
        .dataDirectory(settings.data)
        .transport(settings.transport)
        .listen(options.bind, settings.daemonPort)
        .hosts(options.hosts)
        .join(panel.joinCode("local"))
        .tls(panel.tls())
        .stopInstancesOnClose(options.stopInstances)
        .allowRootInstances(options.allowRootInstances)
        .durableUploads(options.durableUploads)
        .build();
  }

  private void ready(Panel panel, Daemon daemon) {
    log.info("authority fingerprint sha256={}", panel.fingerprint());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "READY panel=https://localhost:%d daemon=https://localhost:%d ca=%s user=admin%n",
        panel.port(), daemon.port(), panel.authorityFile());
    out.flush();
  }

  /**
   * Closes the daemon before the panel; called by the signal's hook or after a failed start,
   * whichever comes first.
   */
  private void close() {
    for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
      try {
        part.close();
      } catch (Exception e) {
        log.error("part failed to close", e);
      }
    }
  }

  /** Says which process to ask for its end; gone again with it, so that nobody asks a stranger. */
  private static final class PidFile implements AutoCloseable {
    private final Path file;
    private final String pid = ProcessHandle.current().pid() + "\n";

    PidFile(Path data) throws IOException {
      file = data.resolve("run.pid");
      Files.writeString(file, pid);
    }

    /**
     * Comes last, when a next run may have the directory already: its file is not ours to delete.
     */
    @Override
    public void close() throws IOException {
      if (Files.exists(file) && Files.readString(file).equals(pid)) {
        Files.delete(file);
      }
    }
  }
}
