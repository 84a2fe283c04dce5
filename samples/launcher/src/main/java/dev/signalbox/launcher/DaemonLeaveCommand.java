package dev.signalbox.launcher;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.bootstrap.Membership;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a daemon leave its panel. */
@Command(
    name = "leave",
    description = {
      "Has the daemon of a data directory leave its panel; stop the daemon before.",
      "Instances and their files stay, and another panel can be joined."
    },
    mixinStandardHelpOptions = true,
    footer = HelpTexts.ENVIRONMENT)
final class DaemonLeaveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--force",
      description =
          "Forget the panel without telling it, such as when it is gone; remove the daemon there"
              + " too where it is not.")
  private boolean force;

  @Override
  public Integer call() {
    Path directory = data.directory();
    Membership.Joined joined =
        Memberships.of(directory)
            .orElseThrow(
                () -> new CommandException("the daemon of " + directory + " has joined no panel"));
    PrintWriter out = spec.commandLine().getOut();
    if (force) {
      Membership.forget(directory);
      out.printf(
          "Forgot the panel. It was not told: remove %s there, where it is still in use.%n",
          joined.name());
    } else {
      leave(directory);
      out.printf("Left the panel, which has forgotten %s.%n", joined.name());
    }
    out.flush();
    return 0;
  }

  private static void leave(Path directory) {
    try {
      Membership.leave(directory);
    } catch (SignalboxException e) {
      if (e.code().id().equals("join.unreachable")) {
        throw new CommandException(
            e.getMessage()
                + ". Nothing was changed. Where the panel is gone for good: "
                + Invocation.on(directory, "daemon leave --force"),
            e);
      }
      throw e;
    }
  }
}
