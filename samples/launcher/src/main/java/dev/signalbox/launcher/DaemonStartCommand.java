package dev.signalbox.launcher;

import dev.signalbox.bootstrap.Daemon;
import dev.signalbox.bootstrap.Membership;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a daemon that has joined a panel. */
@Command(
    name = "start",
    description = {
      "Runs the daemon of a data directory that has joined a panel, until a signal.",
      "One line on standard output, READY …, says that it listens."
    },
    mixinStandardHelpOptions = true,
    footer = HelpTexts.ENVIRONMENT)
final class DaemonStartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final ListenerOptions listenerOptions = new ListenerOptions();
  @Mixin private final DaemonOptions daemonOptions = new DaemonOptions();

  @Option(
      names = {"--daemon-port", "--port"},
      paramLabel = "N",
      defaultValue = "7444",
      description = "Port to listen on, 0 for a free one. Default: 7444")
  private String port = "7444";

  @Option(
      names = {"--daemon-base-path", "--base-path"},
      paramLabel = "PATH",
      defaultValue = "",
      description = "Serve below this path, such as /daemon-a. Default: the root")
  private String basePath = "";

  @Option(
      names = {"--daemon-url", "--address"},
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers reach the daemon, as https://host[:port][/path], to propose to the"
              + " panel; may be given more than once. Default: made of names, port and path.")
  private List<String> urls = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    OptionFaults faults = new OptionFaults();
    ListenerSettings listener = ListenerSettings.of(listenerOptions, faults);
    int wanted = faults.port("--daemon-port", port);
    DaemonPlan plan = DaemonPlan.of(listener, wanted, basePath, urls, daemonOptions, faults);
    Daemon planned = faults.plan(() -> plan.builder().build());
    Membership.Joined joined =
        Memberships.of(listener.data()).orElseThrow(() -> notJoined(listener.data()));
    try (RunningParts parts = new RunningParts()) {
      Daemon daemon = parts.open(planned);
      daemon.start();
      parts.tellPid(listener.data());
      parts.open(
          new RunAddress(plan.address(daemon), listener.outside(daemon.port(), plan.basePath()))
              .write(listener.data()));
      ready(plan.address(daemon), joined);
      parts.awaitSignal();
      return 0;
    }
  }

  private void ready(String address, Membership.Joined joined) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("READY daemon=%s name=%s panel=%s%n", address, joined.name(), panel(joined.panel()));
    out.flush();
  }

  /** A panel that dials has told no address of its own. */
  private static String panel(@Nullable URI panel) {
    return panel == null ? "-" : panel.toString();
  }

  private static CommandException notJoined(Path data) {
    return new CommandException(
        "the daemon of "
            + data
            + " has joined no panel. On the panel's machine: "
            + Invocation.of("panel join-code --name NAME")
            + "; then here what that prints, with --data "
            + data
            + " behind it. Where only the panel can dial: "
            + Invocation.on(data, "daemon pair"));
  }
}
