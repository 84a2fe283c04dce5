package dev.signalbox.launcher;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.bootstrap.Membership;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a daemon and a panel known to each other; the daemon dials. */
@Command(
    name = "join",
    description = {
      "Joins the daemon of a data directory to a panel; done once, before it is started.",
      "The panel makes the code: `panel join-code`, or Daemons in the web console."
    },
    mixinStandardHelpOptions = true,
    footer = HelpTexts.ENVIRONMENT)
final class DaemonJoinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "The panel's address, as https://host[:port][/path].")
  private String url = "";

  @Parameters(index = "1", paramLabel = "CODE", description = "What the panel has printed.")
  private String code = "";

  @Option(
      names = {"--daemon-url", "--address"},
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers would reach the daemon, as https://host[:port][/path], to propose to the"
              + " panel; may be given more than once.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = {"--yes", "-y"},
      description = "Do not ask; nothing is asked either where there is no terminal.")
  private boolean yes;

  @Override
  public Integer call() {
    OptionFaults faults = new OptionFaults();
    Path directory = data.directory(faults);
    faults.one("URL", url, DaemonAddress::parse);
    faults.all("--daemon-url", addresses, DaemonAddress::parse);
    Optional<JoinSecret> secret = JoinSecret.parse(code);
    if (secret.isEmpty()) {
      // Not the value: it may be a code with one letter too many.
      faults.add("CODE", "unreadable", "the whole code as the panel has printed it");
    }
    faults.raise();
    URI panel = DaemonAddress.parse(url);
    if (!isWanted(panel, secret.orElseThrow())) {
      throw new CommandException("nothing was done");
    }
    String name = join(directory, panel);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Joined %s as %s. Start it with: %s%n",
        panel, name, Invocation.on(directory, "daemon start"));
    out.flush();
    return 0;
  }

  private boolean isWanted(URI panel, JoinSecret secret) {
    if (yes) {
      return true;
    }
    return Terminal.find().map(terminal -> asks(terminal, panel, secret)).orElse(true);
  }

  private boolean asks(Terminal terminal, URI panel, JoinSecret secret) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("Panel        %s%n", panel);
    err.printf("Fingerprint  %s%n", secret.fingerprint());
    err.println(
        "             (of its authority's key; the panel tells it in its log at each start)");
    err.flush();
    return terminal.agrees("Join this panel, and let it decide who may do what here?");
  }

  private String join(Path directory, URI panel) {
    try {
      return Membership.join(directory, panel, code, addresses).name();
    } catch (SignalboxException e) {
      throw JoinFailure.of(e, panel, directory);
    }
  }
}
