package dev.signalbox.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a person may set, as typed; {@link AllSettings} reads it. */
final class AllOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "signalbox-data",
      description = "Where everything is kept. Default: ./signalbox-data")
  String data = "signalbox-data";

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
      names = "--bind",
      paramLabel = "ADDR",
      defaultValue = "0.0.0.0",
      description = "Address to listen on. Default: all interfaces")
  String bind = "0.0.0.0";

  @Option(
      names = "--host",
      paramLabel = "NAME|IP",
      split = ",",
      description =
          "A further name or address by which browsers come; may be given more than once."
              + " localhost, the host name and the interfaces' addresses are known already.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--transport",
      paramLabel = "netty|undertow",
      defaultValue = "netty",
      description = "The HTTP server underneath. Default: netty")
  String transport = "netty";

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
