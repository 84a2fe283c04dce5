package dev.signalbox.launcher;

import picocli.CommandLine.Option;

/** What a daemon is told, but for where it is. */
final class DaemonOptions {
  @Option(
      names = "--stop-instances",
      description = "Stop every instance when this program ends; they are left running otherwise.")
  boolean stopInstances;

  @Option(
      names = "--allow-root-instances",
      description = "Let an instance run as root where its spec asks for it.")
  boolean allowRootInstances;

  @Option(
      names = "--durable-uploads",
      description = "Answer an upload only when it would survive a power loss.")
  boolean durableUploads;

  @Option(
      names = "--offline-grace",
      paramLabel = "DURATION",
      defaultValue = "PT15M",
      description =
          "How long open consoles and transfers go on without the panel, such as PT15M."
              + " Default: PT15M")
  String offlineGrace = "PT15M";
}
