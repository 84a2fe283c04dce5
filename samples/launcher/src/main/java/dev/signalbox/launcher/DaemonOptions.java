package dev.signalbox.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a daemon is told, but for its port. */
final class DaemonOptions {
  @Option(
      names = "--daemon-base-path",
      paramLabel = "PATH",
      defaultValue = "",
      description = "Serve the daemon below this path, such as /daemon-a. Default: the root")
  String basePath = "";

  @Option(
      names = "--daemon-url",
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers reach the daemon, as https://host[:port][/path]; may be given more than"
              + " once. Default: made of names, port and path.")
  List<String> urls = new ArrayList<>();

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
}
