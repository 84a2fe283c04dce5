package dev.signalbox.launcher;

import picocli.CommandLine.Command;

/** A daemon alone. */
@Command(
    name = "daemon",
    description = "Joins a daemon to a panel, and runs it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DaemonJoinCommand.class,
      DaemonPairCommand.class,
      DaemonStartCommand.class,
      DaemonLeaveCommand.class
    })
final class DaemonCommand {}
