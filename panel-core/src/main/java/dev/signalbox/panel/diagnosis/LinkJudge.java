package dev.signalbox.panel.diagnosis;

import dev.signalbox.api.diagnosis.Check;
import dev.signalbox.panel.node.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges what the panel knows of a daemon without dialling. */
final class LinkJudge {
  private static final Duration SLOW = Duration.ofMillis(500);

  private LinkJudge() {}

  static List<Check> judge(Node node) {
    List<Check> checks = new ArrayList<>();
    checks.add(link(node));
    checks.add(latency(node));
    if (node.addresses().isEmpty()) {
      checks.add(
          Check.warn(
              LinkCheck.NO_ADDRESS.id(),
              LinkCheck.NO_ADDRESS.title(),
              "it has none that was accepted: consoles, uploads and downloads all go through the panel",
              "Nothing, if that is wanted. Else start the daemon with --host and a name or an address"
                  + " that browsers reach, open its port, and accept that address for it."));
    }
    return checks;
  }

  private static Check link(Node node) {
    String id = LinkCheck.LINK.id();
    String title = LinkCheck.LINK.title();
    String reason = node.reason() == null ? "" : ": " + node.reason();
    return switch (node.status()) {
      case ONLINE -> Check.pass(id, title, "online, version " + node.version());
      case CONNECTING ->
          Check.warn(
              id, title, "connecting" + reason, "Wait a moment, and run the diagnosis again.");
      case OFFLINE ->
          Check.fail(
              id,
              title,
              "offline" + reason + "; last seen " + node.seenAt(),
              "Look whether the daemon runs on its machine, and start it if not. If it runs, its log"
                  + " says why it does not get through to the panel.");
      case REFUSED ->
          Check.fail(
              id,
              title,
              "refused" + reason,
              "Compare the fingerprints of panel and daemon. If the daemon was set up anew, remove it"
                  + " here and join it again with a new code.");
    };
  }

  private static Check latency(Node node) {
    String id = LinkCheck.LATENCY.id();
    String title = LinkCheck.LATENCY.title();
    Duration latency = node.latency();
    if (latency == null) {
      return Check.skip(id, title, "not looked at, because it has no link");
    }
    long millis = latency.toMillis();
    String detail =
        "a message takes " + (millis == 0 ? "less than 1" : millis) + " ms there and back";
    return latency.compareTo(SLOW) > 0
        ? Check.warn(
            id,
            title,
            detail,
            "What goes through the panel is as slow: see that browsers reach the daemon directly, and"
                + " look for a full line or a distant VPN between panel and daemon.")
        : Check.pass(id, title, detail);
  }
}
