package dev.signalbox.launcher;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.bootstrap.ConfigurationException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: one subcommand per way to run Signalbox. */
@Command(
    name = "signalbox",
    description = "Manages many machines from one web panel.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      AllCommand.class,
      PanelCommand.class,
      DaemonCommand.class,
      UserCommand.class,
      DoctorCommand.class
    })
public final class Launcher implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  @Spec private CommandSpec spec;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv()));
  }

  private static int run(String[] arguments, Map<String, String> environment) {
    EnvironmentDefaults defaults;
    try {
      defaults = EnvironmentDefaults.of(environment);
    } catch (ConfigurationException e) {
      System.err.println("signalbox: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    CommandLine line = commandLine(defaults);
    defaults
        .strangers(line)
        .forEach(stranger -> log.warn("{} is none of the options and is ignored", stranger));
    return line.execute(arguments);
  }

  static CommandLine commandLine(EnvironmentDefaults defaults) {
    CommandLine line = new CommandLine(new Launcher());
    line.setDefaultValueProvider(defaults);
    line.setExecutionExceptionHandler(Launcher::explain);
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }

  /** What the operator can mend is told in its own words; anything else keeps its stack trace. */
  private static int explain(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof ConfigurationException
        || failure instanceof SignalboxException
        || failure instanceof CommandException) {
      err.println("signalbox: " + failure.getMessage());
      err.flush();
      return failure instanceof ConfigurationException
          ? CommandLine.ExitCode.USAGE
          : CommandLine.ExitCode.SOFTWARE;
    }
    failure.printStackTrace(err);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
