package dev.signalbox.launcher;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists people. */
@Command(
    name = "list",
    description = "Lists people: a line for each, with id, role, whether shut out, and name.",
    mixinStandardHelpOptions = true,
    footer = {HelpTexts.RUNNING_PANEL, HelpTexts.ENVIRONMENT})
final class UserListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (JsonObject person : PanelApi.of(data.directory()).items("/users")) {
      out.printf(
          "%s  %-5s  %-8s  %s%n",
          person.get("id").getAsString(),
          person.get("role").getAsString(),
          person.get("disabled").getAsBoolean() ? "disabled" : "enabled",
          person.get("username").getAsString());
    }
    out.flush();
    return 0;
  }
}
