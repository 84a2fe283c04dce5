package dev.signalbox.launcher;

import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.CheckStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what is wrong, and says what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Looks for what is wrong with the panel or the daemon of a data directory.",
      "Of a daemon it walks the way to its panel; of a panel it asks for every daemon's diagnosis.",
      "Changes nothing. Exit code 1 where a check failed."
    },
    mixinStandardHelpOptions = true,
    footer = HelpTexts.ENVIRONMENT)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--panel-port",
      paramLabel = "N",
      defaultValue = "7443",
      description = "The panel's port, to see whether it is free. Default: 7443")
  private String panelPort = "7443";

  @Option(
      names = "--daemon-port",
      paramLabel = "N",
      defaultValue = "7444",
      description = "The daemon's port, to see whether it is free. Default: 7444")
  private String daemonPort = "7444";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    OptionFaults faults = new OptionFaults();
    Path directory = data.directory(faults);
    int ofPanel = faults.port("--panel-port", panelPort);
    int ofDaemon = faults.port("--daemon-port", daemonPort);
    faults.raise();
    CheckReport report = new CheckReport();
    List<Check> ofData = new DataChecks(directory).all();
    report.add(ofData);
    if (ofData.stream().noneMatch(check -> check.status() == CheckStatus.FAIL)) {
      look(directory, ofPanel, ofDaemon, report);
    }
    report.print(spec.commandLine().getOut(), json);
    return report.hasFailed() ? 1 : 0;
  }

  private static void look(Path directory, int panelPort, int daemonPort, CheckReport report)
      throws InterruptedException {
    boolean hasPanel = Files.isDirectory(directory.resolve("database"));
    boolean hasDaemon = Files.isDirectory(directory.resolve("instances-meta"));
    if (hasDaemon || !hasPanel) {
      report.add(List.of(KeeperCheck.look()));
    }
    if (hasPanel) {
      report.add(new ProgramChecks(directory, "panel", panelPort).all());
      new PanelChecks(directory).look(report);
    } else {
      report.add(new ProgramChecks(directory, "daemon", daemonPort).all());
      report.add(new DaemonChecks(directory).all());
    }
  }
}
