package dev.signalbox.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a program listens; texts, so that all faults can be told at once. */
class BindOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "signalbox-data",
      description = "Where everything is kept. Default: ./signalbox-data")
  String data = "signalbox-data";

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
}
