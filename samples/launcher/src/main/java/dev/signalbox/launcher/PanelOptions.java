package dev.signalbox.launcher;

import picocli.CommandLine.Option;

/** What a panel is told, but for its port. */
final class PanelOptions {
  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      defaultValue = "",
      description = "Serve the panel below this path, such as /signalbox. Default: the root")
  String basePath = "";
}
