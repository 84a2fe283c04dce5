package dev.signalbox.launcher;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.api.diagnosis.CheckStatus;
import dev.signalbox.api.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Gathers checks and prints them. */
final class CheckReport {
  private static final String INDENT = "     ";

  private final List<Entry> entries = new ArrayList<>();

  /**
   * A check and whose it is.
   *
   * @param daemon the name of one of the panel's daemons; empty for what is on this machine
   */
  private record Entry(String daemon, Check check) {}

  void add(List<Check> checks) {
    ofDaemon("", checks);
  }

  void ofDaemon(String name, List<Check> checks) {
    checks.forEach(check -> entries.add(new Entry(name, check)));
  }

  boolean hasFailed() {
    return entries.stream().anyMatch(entry -> entry.check().status() == CheckStatus.FAIL);
  }

  void print(PrintWriter out, boolean asJson) {
    if (asJson) {
      out.println(Json.write(tree()));
    } else {
      printText(out);
    }
    out.flush();
  }

  private JsonObject tree() {
    JsonArray checks = new JsonArray();
    for (Entry entry : entries) {
      JsonObject check = Json.tree(entry.check()).getAsJsonObject();
      if (!entry.daemon().isEmpty()) {
        check.addProperty("daemon", entry.daemon());
      }
      checks.add(check);
    }
    JsonObject whole = new JsonObject();
    whole.add("checks", checks);
    return whole;
  }

  private void printText(PrintWriter out) {
    String daemon = "";
    for (Entry entry : entries) {
      if (!entry.daemon().equals(daemon)) {
        daemon = entry.daemon();
        out.println();
        out.println("Daemon " + plain(daemon));
      }
      print(out, entry.check());
    }
  }

  private static void print(PrintWriter out, Check check) {
    String about = check.address() == null ? "" : " (" + check.address() + ")";
    out.println(plain(check.status() + " " + check.id() + "  " + check.title() + about));
    if (!check.detail().isEmpty()) {
      out.println(INDENT + plain(check.detail()));
    }
    if (!check.remedy().isEmpty()) {
      out.println(INDENT + "To do: " + plain(check.remedy()));
    }
  }

  /** What a daemon says is data, and must not drive the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
