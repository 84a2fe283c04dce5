package dev.signalbox.launcher;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.launcher.Namespaces.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A panel, a daemon that everybody reaches and one that nobody reaches, as three programs in three
 * networks, and a client in a fourth.
 */
final class Lab implements AutoCloseable {
  static final String PANEL = "https://" + Place.PANEL.address() + ":7443";
  static final int DAEMON_PORT = 7444;
  static final String DIRECT = "https://" + Place.OPEN.address() + ":" + DAEMON_PORT;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path temp;
  private final Namespaces network;
  private final Site panel;
  private Curl curl;
  private String key;
  private Operator open;
  private Operator hidden;

  private Lab(Path temp, Namespaces network) {
    this.temp = temp;
    this.network = network;
    this.panel = new Site(network, Place.PANEL, temp.resolve("panel"));
  }

  /** Starts everything, and joins both daemons by the commands that an operator types. */
  static Lab start(Path temp) throws Exception {
    Lab lab = new Lab(temp, Namespaces.make());
    try {
      lab.join();
      return lab;
    } catch (Throwable e) {
      lab.close();
      throw e;
    }
  }

  private void join() throws Exception {
    startPanel();
    curl = Curl.after(network.at(Place.CLIENT), authority());
    key = Operator.key(PANEL, curl, temp);
    open = joined(Place.OPEN, "open");
    hidden = joined(Place.HIDDEN, "hidden");
  }

  Namespaces network() {
    return network;
  }

  Site panel() {
    return panel;
  }

  /** Returns the client's curl, without a key. */
  Curl curl() {
    return curl;
  }

  Operator open() {
    return open;
  }

  Operator hidden() {
    return hidden;
  }

  void startPanel() throws Exception {
    panel.start("panel", "--port", "7443", "--host", Place.PANEL.address());
  }

  Path authority() {
    return panel.data().resolve("ca.pem");
  }

  /** Joins a daemon by the command that the panel's machine prints, and starts it. */
  private Operator joined(Place place, String name) throws Exception {
    String printed =
        panel
            .run("panel", "join-code", "--name", name, "--panel-url", PANEL)
            .replaceFirst("^.*signalbox\\.jar ", "");
    Site site = new Site(network, place, temp.resolve(name));
    site.run(printed.split(" "));
    site.start("daemon", "start", "--port", Integer.toString(DAEMON_PORT));
    String id = daemon(name).get("id").getAsString();
    Operator operator = Operator.with(PANEL, curl, key, id);
    awaitOnline(operator);
    return operator;
  }

  private JsonObject daemon(String nameOrId) {
    for (JsonElement each :
        curl.bearing(key)
            .get(PANEL + "/api/v1/daemons")
            .expect(200)
            .json()
            .getAsJsonArray("items")) {
      JsonObject daemon = each.getAsJsonObject();
      if (List.of(daemon.get("id").getAsString(), daemon.get("name").getAsString())
          .contains(nameOrId)) {
        return daemon;
      }
    }
    throw new AssertionError("no daemon " + nameOrId);
  }

  void awaitOnline(Operator operator) {
    await()
        .atMost(PATIENCE)
        .until(() -> daemon(operator.daemon()).get("status").getAsString().equals("online"));
  }

  /** Has the panel take these, a JSON array, for the open daemon's addresses. */
  void accept(String addresses) {
    open.curl()
        .run(
            open.api("/daemons/" + open.daemon()),
            "-X",
            "PATCH",
            "-H",
            "Content-Type: application/json",
            "-d",
            "{\"addresses\":" + addresses + "}")
        .expect(200);
  }

  /** Waits until clients accept the open daemon by its address. */
  void awaitCertificate() {
    await()
        .atMost(PATIENCE)
        .until(() -> curl.run(DIRECT + "/v1/host", "-X", "OPTIONS").status() != 0);
  }

  /** Opens a console from the client's network. */
  RemoteConsole console(JsonObject ticket, String way) throws Exception {
    return RemoteConsole.open(
        network.at(Place.CLIENT),
        authority(),
        ticket.get(way).getAsString(),
        ticket.get("ticket").getAsString());
  }

  @Override
  public void close() throws Exception {
    network.close();
  }
}
