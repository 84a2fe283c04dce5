package dev.signalbox.launcher;

import picocli.CommandLine.Command;

/** The people of a running panel. */
@Command(
    name = "user",
    description = "Lists people, makes them known and gives them new passwords.",
    mixinStandardHelpOptions = true,
    subcommands = {UserCreateCommand.class, UserListCommand.class, UserResetPasswordCommand.class},
    footer = HelpTexts.RUNNING_PANEL)
final class UserCommand {}
