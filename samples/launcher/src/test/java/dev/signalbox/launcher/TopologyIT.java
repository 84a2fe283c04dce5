package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.signalbox.launcher.Namespaces.Place;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a client in a network of its own gets of daemons in others. */
@Tag("linux")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopologyIT {
  private static final String COUNTER =
      "exec 2>/dev/null; (i=0; while :; do echo line $i; i=$((i+1)); sleep 0.01; done) &"
          + " read line; kill $!; wait $!; echo over; read line";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MEBIBYTE = 1 << 20;
  private static final long BULK =
      (Boolean.getBoolean("signalbox.test.long") ? 1024 : 256) * MEBIBYTE;

  private Path temp;
  private Lab lab;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    temp = directory;
    lab = Lab.start(temp);
  }

  @AfterAll
  void end() throws Exception {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void relaysEveryByteForADaemonThatNobodyReaches() throws Exception {
    Operator hidden = lab.hidden();
    for (Place place : List.of(Place.HIDDEN, Place.GATEWAY)) {
      String inwards = "https://" + place.address() + ":" + Lab.DAEMON_PORT + "/v1/host";
      assertThat(lab.curl().run(inwards, "-k", "--max-time", "2").status()).isZero();
    }
    int lines = 1_000_000;
    String id = hidden.create("read go; seq 1 " + lines + "; echo over; read line");
    hidden.start(id);
    JsonObject ticket = hidden.ticket(id, "console", "");
    assertThat(ticket.has("direct") && !ticket.get("direct").isJsonNull()).isFalse();
    try (RemoteConsole console = lab.console(ticket, "relay")) {
      console.type("go");
      console.awaitOutput("over\n");
      String expected =
          IntStream.rangeClosed(1, lines)
              .mapToObj(Integer::toString)
              .collect(Collectors.joining("\n", "", "\nover\n"));
      assertThat(console.output().equals(expected)).as("every byte in order").isTrue();
    }

    long before = relayed(hidden, "up");
    Path sent = random(BULK);
    transfers(hidden, id, sent);
    assertThat(relayed(hidden, "up") - before).isGreaterThanOrEqualTo(BULK);
  }

  @Test
  void goesStraightToADaemonAsSoonAsItsAddressIsAccepted() throws Exception {
    Operator open = lab.open();
    lab.accept("[]");
    String id = open.create("read line");
    open.start(id);
    Path sent = random(64 * MEBIBYTE);
    assertThat(open.ticket(id, "console", "").toString()).doesNotContain(Lab.DIRECT.substring(5));
    assertThat(lab.curl().run(Lab.DIRECT + "/v1/host", "-X", "OPTIONS").status()).isZero();

    lab.accept("[\"" + Lab.DIRECT + "\"]");
    lab.awaitCertificate();
    assertThat(open.ticket(id, "console", "").get("direct").getAsString())
        .startsWith(Lab.DIRECT.replaceFirst("https", "wss"));
    long before = relayed(open, "up") + relayed(open, "down");
    transfers(open, id, sent);
    assertThat(relayed(open, "up") + relayed(open, "down")).isEqualTo(before);
  }

  @Test
  void keepsADaemonAtWorkAndTellsOfItOnceWhileThePanelIsGone() throws Exception {
    Operator open = lab.open();
    lab.accept("[\"" + Lab.DIRECT + "\"]");
    lab.awaitCertificate();
    String id = open.create(restarting());
    open.start(id);
    try (RemoteConsole console = lab.console(open.ticket(id, "console", ""), "direct")) {
      console.awaitOutput("begun\n");
      lab.panel().kill();
      for (int times = 2; times <= 3; times++) {
        console.type("crash");
        String begun = "begun\n".repeat(times);
        await().atMost(PATIENCE).until(() -> console.output().equals(begun));
      }
      assertThat(console.isOpen()).isTrue();
      lab.startPanel();
      lab.awaitOnline(lab.open());
      List<String> once =
          List.of("backing-off", "starting", "running", "backing-off", "starting", "running");
      List<String> all = new ArrayList<>(List.of("stopped", "starting", "running"));
      all.addAll(once);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(history(id)).isEqualTo(all));
      assertThat(console.isOpen()).isTrue();
    }
  }

  @Test
  void movesABrowsersConsoleAsAFirewallOpensAndShutsWithoutLosingAByte() throws Exception {
    Operator open = lab.open();
    lab.accept("[\"" + Lab.DIRECT + "\"]");
    lab.awaitCertificate();
    String id = open.create("firewalled", COUNTER);
    open.start(id);
    lab.network().shut(Place.OPEN, Lab.DAEMON_PORT);
    try (Chromium chromium = Chromium.trusting(lab.authority(), temp.resolve("home"), browser());
        Visitor admin = chromium.visitor(Lab.PANEL + "/")) {
      admin.expecting("ERR_|WebSocket");
      ConsoleFrames frames = ConsoleFrames.of(admin.page());
      admin.open("/instances/" + open.daemon() + "/" + id);
      admin.fillSignIn("admin", Product.PASSWORD);
      sees(admin, "relayed", 20);

      lab.network().open(Place.OPEN);
      sees(admin, "direct", 10);
      int before = frames.length();
      admin.page().waitForCondition(() -> frames.length() > before + 1000);

      lab.network().shut(Place.OPEN, Lab.DAEMON_PORT);
      sees(admin, "relayed", 5);
      lab.network().open(Place.OPEN);
      sees(admin, "direct", 10);

      Locator field = admin.field("Command line");
      field.fill("enough");
      field.press("Enter");
      PlaywrightAssertions.assertThat(admin.page().locator(".xterm-rows")).containsText("over");
      assertCounts(frames.text());
      assertCounts(shown(admin));
    } finally {
      lab.network().open(Place.OPEN);
    }
  }

  private static void sees(Visitor visitor, String badge, int seconds) {
    long begun = System.nanoTime();
    PlaywrightAssertions.assertThat(
            visitor.page().getByText(Pattern.compile("^" + badge + "$")).first())
        .isVisible(
            new LocatorAssertions.IsVisibleOptions()
                .setTimeout(Duration.ofSeconds(seconds).toMillis()));
    System.out.printf("topology: %s after %d ms%n", badge, (System.nanoTime() - begun) / 1_000_000);
  }

  /** Returns what the terminal's window shows, without what the browser fills lines with. */
  private static String shown(Visitor visitor) {
    return visitor.page().locator(".xterm-rows > div").allInnerTexts().stream()
        .map(line -> line.replace('\u00a0', ' ').strip())
        .filter(line -> line.startsWith("line ") || line.equals("over"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void assertCounts(String output) {
    List<String> lines = output.lines().filter(line -> !line.equals("over")).toList();
    int first = Integer.parseInt(lines.get(0).substring(5));
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).isEqualTo("line " + (first + i));
    }
    assertThat(lines).hasSizeGreaterThan(10);
    assertThat(output).endsWith("over\n");
  }

  /** Returns a program that is Chromium in the client's network. */
  private Path browser() throws Exception {
    String before = String.join(" ", lab.network().at(Place.CLIENT));
    Path script = temp.resolve("chromium");
    Files.writeString(script, "#!/bin/sh\nexec " + before + " " + Chromium.program() + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static JsonObject restarting() {
    String spec =
        """
        {"name": "stubborn", "autoStart": true,
         "driver": {"type": "process", "command": ["sh", "-c", "echo begun; read line; exit 3"]},
         "restart": {"policy": "on-failure", "attempts": 5, "backoff": "PT0.5S"}}
        """;
    return JsonParser.parseString(spec).getAsJsonObject();
  }

  /** Returns the states that an instance went through, the oldest first. */
  private List<String> history(String id) {
    List<String> states = new ArrayList<>();
    Operator open = lab.open();
    JsonObject page =
        open.curl().get(open.api("/history?limit=200&instance=" + id)).expect(200).json();
    for (JsonElement each : page.getAsJsonArray("items")) {
      states.add(each.getAsJsonObject().get("state").getAsString());
    }
    Collections.reverse(states);
    return states;
  }

  private void transfers(Operator operator, String id, Path sent) throws Exception {
    Curl patient = operator.curl().with("-L", "--max-time", "600");
    String content = operator.instance(id, "/files/content?path=a.bin");
    long begun = System.nanoTime();
    patient.run(content, "-T", sent.toString()).expect(201);
    long half = System.nanoTime();
    Path back = temp.resolve("back.bin");
    assertThat(patient.save(content, back)).isEqualTo(200);
    System.out.printf(
        "topology: %d MiB up in %d ms, down in %d ms%n",
        Files.size(sent) / MEBIBYTE,
        (half - begun) / 1_000_000,
        (System.nanoTime() - half) / 1_000_000);
    assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
  }

  private long relayed(Operator operator, String direction) {
    Matcher counter =
        Pattern.compile(
                "signalbox_relay_bytes_total\\{daemon=\"%s\",direction=\"%s\"} (\\S+)"
                    .formatted(operator.daemon(), direction))
            .matcher(operator.curl().get(Lab.PANEL + "/metrics").expect(200).body());
    assertThat(counter.find()).isTrue();
    return (long) Double.parseDouble(counter.group(1));
  }

  private Path random(long bytes) throws Exception {
    Path file = temp.resolve("sent.bin");
    Random random = new Random(bytes);
    byte[] part = new byte[(int) MEBIBYTE];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < bytes; written += part.length) {
        random.nextBytes(part);
        out.write(part);
      }
    }
    return file;
  }
}
