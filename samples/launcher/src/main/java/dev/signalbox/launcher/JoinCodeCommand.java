package dev.signalbox.launcher;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.link.DaemonAddress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running panel make a join code. */
@Command(
    name = "join-code",
    description = {
      "Makes a code by which one daemon joins the panel, within 15 minutes and once.",
      "The last line on standard output is the command to give on the daemon's machine."
    },
    mixinStandardHelpOptions = true,
    footer = {HelpTexts.RUNNING_PANEL, HelpTexts.ENVIRONMENT})
final class JoinCodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What the daemon will be called.")
  private String name = "";

  @Option(
      names = "--address",
      paramLabel = "URL",
      split = ",",
      description =
          "Where browsers will reach the daemon, as https://host[:port][/path], accepted"
              + " beforehand; may be given more than once. Without one all its traffic is relayed"
              + " until an address is accepted.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--panel-url",
      paramLabel = "URL",
      description =
          "Where the daemon's machine reaches the panel, as https://host[:port][/path]. Default:"
              + " the panel's first --host, else this machine's name.")
  private @Nullable String panelUrl;

  @Override
  public Integer call() {
    OptionFaults faults = new OptionFaults();
    var directory = data.directory(faults);
    faults.all("--address", addresses, DaemonAddress::parse);
    if (panelUrl != null) {
      faults.one("--panel-url", panelUrl, DaemonAddress::parse);
    }
    faults.raise();
    PanelApi panel = PanelApi.of(directory);
    JsonObject made = panel.post("/daemons/join-codes", wanted());
    String url =
        panelUrl == null ? panel.address().outside() : DaemonAddress.parse(panelUrl).toString();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "Good once, until %s. The daemon's machine must reach %s; --panel-url names another"
            + " address.%n",
        made.get("expiresAt").getAsString(), url);
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    out.println(Invocation.of("daemon join " + url + " " + made.get("code").getAsString()));
    out.flush();
    return 0;
  }

  private JsonObject wanted() {
    JsonObject wanted = new JsonObject();
    wanted.addProperty("name", name);
    if (!addresses.isEmpty()) {
      JsonArray urls = new JsonArray();
      addresses.forEach(urls::add);
      wanted.add("addresses", urls);
    }
    return wanted;
  }
}
