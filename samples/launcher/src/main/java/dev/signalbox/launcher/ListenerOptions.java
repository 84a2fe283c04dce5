package dev.signalbox.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every program that serves clients is told. */
final class ListenerOptions extends BindOptions {
  @Option(
      names = "--behind-proxy",
      paramLabel = "CIDR",
      split = ",",
      description =
          "Listen in plain HTTP, and believe proxies in this range what they say of the client;"
              + " may be given more than once.")
  List<String> proxies = new ArrayList<>();
}
