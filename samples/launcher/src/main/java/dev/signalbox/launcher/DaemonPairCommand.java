package dev.signalbox.launcher;

import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.bootstrap.Membership;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a daemon and a panel known to each other; the panel dials. */
@Command(
    name = "pair",
    description = {
      "Waits 15 minutes for a panel to dial, where the daemon cannot reach the panel.",
      "One line on standard output, PAIRING …, has what is to be typed in the panel.",
      "Ends when that is done; then start the daemon with the same port and names."
    },
    mixinStandardHelpOptions = true,
    footer = HelpTexts.ENVIRONMENT)
final class DaemonPairCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Spec private CommandSpec spec;
  @Mixin private final BindOptions bindOptions = new BindOptions();

  @Option(
      names = {"--daemon-port", "--port"},
      paramLabel = "N",
      defaultValue = "7444",
      description = "Port to listen on, 0 for a free one. Default: 7444")
  private String port = "7444";

  @Option(
      names = {"--daemon-url", "--address"},
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers would reach the daemon, as https://host[:port][/path], to propose to the"
              + " panel; may be given more than once.")
  private List<String> addresses = new ArrayList<>();

  @Override
  public Integer call() {
    OptionFaults faults = new OptionFaults();
    ListenerSettings listener = ListenerSettings.of(bindOptions, faults);
    int wanted = faults.port("--daemon-port", port);
    faults.all("--daemon-url", addresses, DaemonAddress::parse);
    faults.raise();
    try (RunningParts parts = new RunningParts()) {
      Membership.PairingWait wait =
          parts.open(
              Membership.pair(
                  listener.data(),
                  listener.transport(),
                  listener.bind(),
                  wanted,
                  addresses,
                  PATIENCE));
      tell(wait.code(), listener.outside(wait.port(), ""));
      Membership.Joined joined = wait.await();
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "Paired as %s. Start it with: %s%n",
          joined.name(), Invocation.on(listener.data(), "daemon start --port " + wait.port()));
      out.flush();
      return 0;
    }
  }

  private void tell(String code, String address) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("PAIRING code=%s address=%s%n", code, address);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "Within 15 minutes, in the panel's web console: Daemons, Add, with a name, this address (or"
            + " another by which the panel reaches this machine) and the pairing code. Or POST"
            + " /api/v1/daemons {\"name\":…,\"address\":…,\"pairingCode\":…}.");
    err.flush();
  }
}
