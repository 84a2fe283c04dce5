package dev.signalbox.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@link AllCommand}; texts, so that all faults can be told at once. */
final class AllOptions {
  @Mixin final ListenerOptions listener = new ListenerOptions();
  @Mixin final PanelOptions panel = new PanelOptions();
  @Mixin final DaemonOptions daemon = new DaemonOptions();

  @Option(
      names = "--panel-port",
      paramLabel = "N",
      defaultValue = "7443",
      description = "Port of the panel, 0 for a free one. Default: 7443")
  String panelPort = "7443";

  @Option(
      names = "--daemon-port",
      paramLabel = "N",
      defaultValue = "7444",
      description = "Port of the daemon, 0 for a free one. Default: 7444")
  String daemonPort = "7444";

  @Option(
      names = "--daemon-base-path",
      paramLabel = "PATH",
      defaultValue = "",
      description = "Serve the daemon below this path, such as /daemon-a. Default: the root")
  String daemonBasePath = "";

  @Option(
      names = "--daemon-url",
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers reach the daemon, as https://host[:port][/path]; may be given more than"
              + " once. Default: made of names, port and path.")
  List<String> daemonUrls = new ArrayList<>();
}
