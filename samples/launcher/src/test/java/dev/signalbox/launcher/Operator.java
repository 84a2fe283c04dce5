package dev.signalbox.launcher;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An administrator with an API key, at work with curl. */
final class Operator {
  private final String panel;
  private final Curl curl;
  private final String daemon;
  private final String key;

  private Operator(String panel, Curl curl, String daemon, String key) {
    this.panel = panel;
    this.curl = curl;
    this.daemon = daemon;
    this.key = key;
  }

  /** Signs in, makes a key, and finds the one daemon. */
  static Operator of(Product product) {
    return with(product, key(product));
  }

  /** The same where the panel is reached by another address, such as a proxy's. */
  static Operator at(String panel, Path authority, Path scratch) {
    return with(panel, authority, key(panel, authority, scratch));
  }

  /** Goes on with a key from before. */
  static Operator with(Product product, String key) {
    return with(product.panel(), product.authority(), key);
  }

  /** One for a certain daemon, with a key from before, whatever way curl takes. */
  static Operator with(String panel, Curl curl, String key, String daemon) {
    return new Operator(panel, curl.bearing(key), daemon, key);
  }

  private static Operator with(String panel, Path authority, String key) {
    Curl curl = Curl.trusting(authority).bearing(key);
    String daemon =
        curl.get(panel + "/api/v1/daemons")
            .expect(200)
            .json()
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    return new Operator(panel, curl, daemon, key);
  }

  static String key(Product product) {
    return key(product.panel(), product.authority(), product.data());
  }

  private static String key(String panel, Path authority, Path scratch) {
    return key(panel, Curl.trusting(authority), scratch);
  }

  static String key(String panel, Curl curl, Path scratch) {
    Path jar = scratch.resolve("cookies.txt");
    String origin = panel.replaceFirst("(//[^/]*).*", "$1");
    Curl browser = curl.with("-c", jar.toString(), "-b", jar.toString(), "-H", "Origin: " + origin);
    String proof =
        browser
            .post(
                panel + "/api/v1/session",
                "{\"username\":\"admin\",\"password\":\"" + Product.PASSWORD + "\"}")
            .expect(200)
            .text("proof");
    return browser
        .with("-H", "Signalbox-Proof: " + proof)
        .post(panel + "/api/v1/keys", "{\"name\":\"operator\"}")
        .expect(201)
        .text("key");
  }

  String key() {
    return key;
  }

  Curl curl() {
    return curl;
  }

  String daemon() {
    return daemon;
  }

  String api(String path) {
    return panel + "/api/v1" + path;
  }

  String instance(String id, String path) {
    return api("/daemons/" + daemon + "/instances/" + id + path);
  }

  /** Makes an instance of a shell script and returns its id. */
  String create(String script) {
    return create("lobby", script);
  }

  String create(String name, String script, String... tags) {
    return create(name, List.of("sh", "-c", script), tags);
  }

  String create(List<String> command) {
    return create("lobby", command);
  }

  private String create(String name, List<String> command, String... tags) {
    JsonArray words = new JsonArray();
    command.forEach(words::add);
    JsonObject driver = new JsonObject();
    driver.addProperty("type", "process");
    driver.add("command", words);
    JsonObject spec = new JsonObject();
    spec.addProperty("name", name);
    spec.add("tags", array(tags));
    spec.add("driver", driver);
    return create(spec);
  }

  /** Makes an instance of exactly this specification. */
  String create(JsonObject spec) {
    return curl.post(api("/daemons/" + daemon + "/instances"), spec.toString())
        .expect(201)
        .text("id");
  }

  /** Returns the ids of all instances that run. */
  List<String> running() {
    List<String> ids = new ArrayList<>();
    curl.get(api("/instances?state=running"))
        .expect(200)
        .json()
        .getAsJsonArray("items")
        .forEach(each -> ids.add(each.getAsJsonObject().get("id").getAsString()));
    return ids;
  }

  void start(String id) {
    curl.run(instance(id, "/start"), "-X", "POST").expect(202);
    awaitState(id, "running");
  }

  JsonObject look(String id) {
    return curl.get(instance(id, "")).expect(200).json();
  }

  void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> look(id).get("state").getAsString().equals(state));
  }

  /** Makes a person with the product's password, and returns the id. */
  String person(String name) {
    JsonObject person = new JsonObject();
    person.addProperty("username", name);
    person.addProperty("password", Product.PASSWORD);
    person.addProperty("role", "user");
    return curl.post(api("/users"), person.toString()).expect(201).text("id");
  }

  void grant(String person, String instance, String... permissions) {
    JsonObject grant = new JsonObject();
    grant.add("permissions", array(permissions));
    send("PUT", api("/users/" + person + "/grants/" + daemon + "/" + instance), grant).expect(200);
  }

  private static JsonArray array(String... texts) {
    JsonArray array = new JsonArray();
    List.of(texts).forEach(array::add);
    return array;
  }

  void nameDaemon(String name) {
    JsonObject change = new JsonObject();
    change.addProperty("name", name);
    send("PATCH", api("/daemons/" + daemon), change).expect(200);
  }

  private Curl.Answer send(String method, String url, JsonObject body) {
    return curl.run(
        url, "-X", method, "-H", "Content-Type: application/json", "-d", body.toString());
  }

  /** Uploads a text under a name that may hold anything. */
  void upload(String id, String name, String text) {
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    curl.run(instance(id, "/files/content?path=" + path), "-L", "-X", "PUT", "-d", text)
        .expect(201);
  }

  JsonObject ticket(String id, String operation, String more) {
    return curl.post(
            api("/tickets"),
            "{\"daemon\":\"%s\",\"instance\":\"%s\",\"operation\":\"%s\"%s}"
                .formatted(daemon, id, operation, more))
        .expect(200)
        .json();
  }
}
