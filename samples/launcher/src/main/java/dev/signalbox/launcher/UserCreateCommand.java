package dev.signalbox.launcher;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a person known. */
@Command(
    name = "create",
    description = "Makes a person known to the panel.",
    mixinStandardHelpOptions = true,
    footer = {HelpTexts.RUNNING_PANEL, HelpTexts.ENVIRONMENT})
final class UserCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();
  @Mixin private final PasswordOption password = new PasswordOption();

  @Option(
      names = "--username",
      paramLabel = "NAME",
      required = true,
      description = "By what the person signs in.")
  private String username = "";

  @Option(
      names = "--role",
      paramLabel = "admin|user",
      required = true,
      description = "admin may do everything, user what is granted.")
  private String role = "";

  @Override
  public Integer call() {
    OptionFaults faults = new OptionFaults();
    var directory = data.directory(faults);
    if (!role.equals("admin") && !role.equals("user")) {
      faults.add("--role", role, "admin or user");
    }
    faults.raise();
    PanelApi panel = PanelApi.of(directory);
    NewPassword chosen = password.choose(username);
    JsonObject person = new JsonObject();
    person.addProperty("username", username);
    person.addProperty("password", chosen.text());
    person.addProperty("role", role);
    panel.post("/users", person);
    chosen.tell(spec.commandLine().getOut(), "created " + role + " " + username);
    return 0;
  }
}
