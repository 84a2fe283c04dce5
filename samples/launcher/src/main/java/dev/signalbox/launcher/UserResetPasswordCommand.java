package dev.signalbox.launcher;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a person a new password, which ends the person's sessions. */
@Command(
    name = "reset-password",
    description = "Gives a person a new password, and signs the person out everywhere.",
    mixinStandardHelpOptions = true,
    footer = {HelpTexts.RUNNING_PANEL, HelpTexts.ENVIRONMENT})
final class UserResetPasswordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();
  @Mixin private final PasswordOption password = new PasswordOption();

  @Option(
      names = "--username",
      paramLabel = "NAME",
      required = true,
      description = "By what the person signs in.")
  private String username = "";

  @Override
  public Integer call() {
    PanelApi panel = PanelApi.of(data.directory());
    String id = id(panel);
    NewPassword chosen = password.choose(username);
    JsonObject change = new JsonObject();
    change.addProperty("password", chosen.text());
    panel.patch("/users/" + id, change);
    chosen.tell(spec.commandLine().getOut(), "new password for " + username);
    return 0;
  }

  private String id(PanelApi panel) {
    return panel.items("/users").stream()
        .filter(person -> person.get("username").getAsString().equalsIgnoreCase(username))
        .map(person -> person.get("id").getAsString())
        .findFirst()
        .orElseThrow(() -> new CommandException("the panel knows nobody called " + username));
  }
}
