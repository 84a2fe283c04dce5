package dev.signalbox.launcher;

import dev.signalbox.bootstrap.Daemon;
import dev.signalbox.bootstrap.Panel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() throws Exception {
    OptionFaults faults = new OptionFaults();
    ListenerSettings listener = ListenerSettings.of(options.listener, faults);
    int panelPort = faults.port("--panel-port", options.panelPort);
    int daemonPort = faults.port("--daemon-port", options.daemonPort);
    if (panelPort != 0 && panelPort == daemonPort) {
      faults.add("--daemon-port", daemonPort, "another than --panel-port");
    }
    PanelPlan panelPlan = PanelPlan.of(listener, panelPort, options.panel, faults);
    DaemonPlan daemonPlan =
        DaemonPlan.of(
            listener,
            daemonPort,
            options.daemonBasePath,
            options.daemonUrls,
            options.daemon,
            faults);
    Panel planned = faults.plan(panelPlan::build);
    try (RunningParts parts = new RunningParts()) {
      Panel panel = parts.open(planned);
      panel.start();
      Daemon daemon =
          parts.open(daemonPlan.builder().join(panel.joinCode("local")).tls(panel.tls()).build());
      daemon.start();
      parts.tellPid(listener.data());
      parts.open(LocalAccess.grant(panel, listener.data(), panelPlan.addresses(panel)));
      ready(panel, panelPlan.address(panel), daemonPlan.address(daemon));
      parts.awaitSignal();
      return 0;
    }
  }

  private void ready(Panel panel, String panelAddress, String daemonAddress) {
    log.info("authority fingerprint sha256={}", panel.fingerprint());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "READY panel=%s daemon=%s ca=%s user=admin%n",
        panelAddress, daemonAddress, panel.authorityFile());
    out.flush();
  }
}
