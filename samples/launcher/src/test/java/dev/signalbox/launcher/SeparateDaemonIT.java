package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A panel and a daemon as two programs, made known to each other by what operators type. */
@Tag("linux")
class SeparateDaemonIT {
  private static final Pattern PAIRING = Pattern.compile("PAIRING code=(\\S+) address=(\\S+)\n");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path temp;

  @Test
  void joinsAPanelWorksForItAndLeaves() throws Exception {
    String there = temp.resolve("daemon").toString();
    try (Product panel = Product.startAlone("panel", temp.resolve("panel"), "--port", "0")) {
      String[] command = joinCommand(panel);
      assertThat(join(command[0], command[1] + "0", there).expect(2).err())
          .contains("CODE: unreadable")
          .doesNotContain(command[1]);
      assertThat(join(command[0], otherFingerprint(command[1]), there).expect(1).err())
          .contains("join.unreachable", "Nothing secret was sent");
      assertThat(join(command[0], command[1], there).expect(0).lastLine())
          .startsWith("Joined " + panel.panel() + " as far. Start it with: java -jar ")
          .endsWith(" daemon start --data " + there);
      assertThat(join(command[0], command[1], temp.resolve("second").toString()).expect(1).err())
          .contains("(join.bad-code)");

      try (Product daemon =
          Product.startAlone("daemon start", Path.of(there), "--port", "0", "--stop-instances")) {
        assertThat(daemon.output()).endsWith(" name=far panel=" + panel.panel() + "\n");
        worksThroughTheRelay(panel);
        findsNothingWrong(panel, there);
        assertThat(daemon.terminate()).isTrue();
      }
      leaves(panel, there);
    }
  }

  @Test
  void isPairedByAPanelThatDials() throws Exception {
    Path there = temp.resolve("daemon");
    try (Product panel = Product.startAlone("panel", temp.resolve("panel"), "--port", "0")) {
      Curl curl = Curl.trusting(panel.authority()).bearing(Operator.key(panel));
      Matcher pairing;
      String bind = outsideAddress();
      try (Product pair =
          Product.launch("daemon pair", there, Map.of(), List.of("--port", "0", "--bind", bind))) {
        await().atMost(PATIENCE).until(() -> PAIRING.matcher(pair.output()).find());
        pairing = PAIRING.matcher(pair.output());
        assertThat(pairing.find()).isTrue();
        JsonObject wanted = new JsonObject();
        wanted.addProperty("name", "near");
        wanted.addProperty("address", pairing.group(2));
        wanted.addProperty("pairingCode", pairing.group(1));
        curl.post(panel.panel() + "/api/v1/daemons", wanted.toString()).expect(201);
        assertThat(pair.exitCode()).isZero();
        assertThat(pair.output()).contains("Paired as near. Start it with: ");
      }
      String port = pairing.group(2).replaceFirst(".*:", "");
      try (Product daemon =
          Product.startAlone("daemon start", there, "--port", port, "--bind", bind)) {
        assertThat(daemon.output()).endsWith(" name=near panel=-\n");
        awaitOnline(curl, panel);
      }
    }
  }

  /** A panel dials no loopback address: it would mean the panel's own machine. */
  private static String outsideAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the URL and the code of the command that the panel's machine prints. */
  private static String[] joinCommand(Product panel) throws Exception {
    String line =
        Command.run("panel", "join-code", "--name", "far", "--data", panel.data().toString())
            .expect(0)
            .lastLine();
    String start = "java -jar signalbox.jar daemon join " + panel.panel() + " ";
    assertThat(line).startsWith(start);
    return new String[] {panel.panel(), line.substring(start.length())};
  }

  private static Command.Result join(String url, String code, String data) throws Exception {
    return Command.run("daemon", "join", url, code, "--data", data);
  }

  private static String otherFingerprint(String code) {
    char last = code.charAt(code.length() - 1);
    return code.substring(0, code.length() - 1) + (last == '0' ? '1' : '0');
  }

  private static void worksThroughTheRelay(Product panel) throws Exception {
    Curl curl = Curl.trusting(panel.authority()).bearing(Operator.key(panel));
    awaitOnline(curl, panel);
    Operator operator = Operator.of(panel);
    String id = operator.create("while read line; do echo got $line; done");
    operator.start(id);
    JsonObject ticket = operator.ticket(id, "console", "");
    try (ConsoleClient console =
        ConsoleClient.open(
            panel.authority(),
            ticket.get("relay").getAsString(),
            ticket.get("ticket").getAsString())) {
      console.type("from afar\n");
      console.awaitOutput("got from afar\n");
    }
    assertThat(operator.curl().get(operator.instance(id, "/log?lines=1")).expect(200).body())
        .isEqualTo("got from afar\n");
  }

  private static void findsNothingWrong(Product panel, String there) throws Exception {
    assertThat(Command.run("doctor", "--data", there).expect(0).out())
        .contains("PASS daemon.joined  ", "PASS panel.websocket  ")
        .doesNotContain("FAIL", "SKIP");
    assertThat(Command.run("doctor", "--data", panel.data().toString()).expect(0).out())
        .contains("\nDaemon far\nPASS link  ");
  }

  private static void leaves(Product panel, String there) throws Exception {
    Command.run("daemon", "leave", "--data", there).expect(0);
    Curl curl = Curl.trusting(panel.authority()).bearing(Operator.key(panel));
    assertThat(curl.get(panel.panel() + "/api/v1/daemons").json().getAsJsonArray("items"))
        .isEmpty();
    assertThat(Command.run("daemon", "start", "--data", there).expect(1).err())
        .contains("has joined no panel", "panel join-code --name NAME");
  }

  private static void awaitOnline(Curl curl, Product panel) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                curl.get(panel.panel() + "/api/v1/daemons")
                    .body()
                    .contains("\"status\":\"online\""));
  }
}
