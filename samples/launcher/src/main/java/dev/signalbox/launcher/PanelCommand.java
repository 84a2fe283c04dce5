package dev.signalbox.launcher;

import dev.signalbox.bootstrap.Panel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A panel alone, and what is asked of one that runs. */
@Command(
    name = "panel",
    description = "Runs a panel.",
    mixinStandardHelpOptions = true,
    subcommands = JoinCodeCommand.class,
    footer = {
      "",
      "Each option may also come from the environment, --panel-port as SIGNALBOX_PANEL_PORT, or",
      "from a properties file named by SIGNALBOX_CONFIG, as panel-port=7443.",
      "SIGNALBOX_ADMIN_PASSWORD sets the administrator's password at the first start."
    })
final class PanelCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(PanelCommand.class);

  @Spec private CommandSpec spec;
  @Mixin private final ListenerOptions listenerOptions = new ListenerOptions();
  @Mixin private final PanelOptions panelOptions = new PanelOptions();

  @Option(
      names = {"--panel-port", "--port"},
      paramLabel = "N",
      defaultValue = "7443",
      description = "Port of the panel, 0 for a free one. Default: 7443")
  private String port = "7443";

  @Override
  public Integer call() throws Exception {
    OptionFaults faults = new OptionFaults();
    ListenerSettings listener = ListenerSettings.of(listenerOptions, faults);
    PanelPlan plan =
        PanelPlan.of(listener, faults.port("--panel-port", port), panelOptions, faults);
    Panel planned = faults.plan(plan::build);
    try (RunningParts parts = new RunningParts()) {
      Panel panel = parts.open(planned);
      panel.start();
      parts.tellPid(listener.data());
      parts.open(LocalAccess.grant(panel, listener.data(), plan.addresses(panel)));
      log.info("authority fingerprint sha256={}", panel.fingerprint());
      PrintWriter out = spec.commandLine().getOut();
      out.printf("READY panel=%s ca=%s user=admin%n", plan.address(panel), panel.authorityFile());
      out.flush();
      parts.awaitSignal();
      return 0;
    }
  }
}
