package dev.signalbox.launcher;

import com.google.gson.JsonObject;
import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.Diagnosis;
import dev.signalbox.api.json.Json;
import java.nio.file.Path;
import java.util.List;

/** Asks a running panel what it finds on the way to each of its daemons. */
final class PanelChecks {
  private static final String ID = "panel.answers";
  private static final String TITLE = "The panel answers";

  private final Path data;

  PanelChecks(Path data) {
    this.data = data;
  }

  void look(CheckReport report) {
    try {
      PanelApi panel = PanelApi.of(data);
      List<JsonObject> daemons = panel.items("/daemons");
      report.add(
          List.of(Check.pass(ID, TITLE, panel.address().local() + "; daemons: " + daemons.size())));
      daemons.forEach(daemon -> look(panel, daemon, report));
    } catch (CommandException e) {
      report.add(
          List.of(
              Check.fail(
                  ID,
                  TITLE,
                  String.valueOf(e.getMessage()),
                  "Start the panel, and look at its log.")));
    }
  }

  private static void look(PanelApi panel, JsonObject daemon, CheckReport report) {
    String id = daemon.get("id").getAsString();
    JsonObject found = panel.get("/daemons/" + id + "/diagnosis");
    report.ofDaemon(daemon.get("name").getAsString(), Json.read(found, Diagnosis.class).checks());
  }
}
