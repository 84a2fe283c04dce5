package dev.signalbox.launcher;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * The HTTP API of the panel that runs on a data directory, with the rights of an administrator. It
 * trusts the panel's own authority alone. For one thread.
 */
final class PanelApi {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Path data;
  private final RunAddress address;
  private final String key;
  private final HttpClient client;

  private PanelApi(Path data, RunAddress address, String key) {
    this.data = data;
    this.address = address;
    this.key = key;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if (address.local().startsWith("https:")) {
      builder.sslContext(AuthorityTrust.of(data.resolve("ca.pem")));
    }
    this.client = builder.build();
  }

  /**
   * Finds the panel of a directory.
   *
   * @throws CommandException where none runs there
   */
  static PanelApi of(Path data) {
    requireNonNull(data, "data");
    RunAddress address =
        RunAddress.read(data).orElseThrow(() -> notRunning(data, "it has no run.url"));
    String key =
        LocalAccess.key(data)
            .orElseThrow(() -> notRunning(data, "it has no key for commands, as a panel has"));
    return new PanelApi(data, address, key);
  }

  /** Returns where the panel is. */
  RunAddress address() {
    return address;
  }

  JsonObject get(String path) {
    return send(request(path).GET().build());
  }

  JsonObject post(String path, JsonObject body) {
    return send("POST", path, body);
  }

  JsonObject patch(String path, JsonObject body) {
    return send("PATCH", path, body);
  }

  /** Returns a list, all its pages. */
  List<JsonObject> items(String path) {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = get(path + cursor);
      page.getAsJsonArray("items").forEach(item -> all.add(item.getAsJsonObject()));
      JsonElement next = page.get("next");
      cursor = next == null || next.isJsonNull() ? "" : "?cursor=" + encode(next.getAsString());
    } while (!cursor.isEmpty());
    return all;
  }

  private JsonObject send(String method, String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address.local() + "/api/v1" + path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + key);
  }

  private JsonObject send(HttpRequest request) {
    HttpResponse<byte[]> response = exchange(request);
    JsonObject body = object(response);
    if (response.statusCode() < 300) {
      return body;
    }
    if (response.statusCode() == 401) {
      throw new CommandException(
          "the key for commands in " + data + " is not good any more. Restart the panel.");
    }
    throw new CommandException(text(body, "detail") + " (" + text(body, "code") + ")");
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw notRunning(data, "nothing answers at " + address.local());
    } catch (HttpTimeoutException e) {
      throw new CommandException("the panel at " + address.local() + " does not answer in time", e);
    } catch (SSLException e) {
      throw new CommandException(
          "what answers at "
              + address.local()
              + " is not the panel of "
              + data
              + ": "
              + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new CommandException(
          "the panel at " + address.local() + " broke off the connection: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted", e);
    }
  }

  private JsonObject object(HttpResponse<byte[]> response) {
    if (response.body().length == 0) {
      return new JsonObject();
    }
    try {
      JsonElement body = Json.parse(response.body());
      if (body.isJsonObject()) {
        return body.getAsJsonObject();
      }
    } catch (SignalboxException e) {
      // Told below: no panel answers so.
    }
    throw new CommandException(
        "what answers at "
            + address.local()
            + " is no panel: status "
            + response.statusCode()
            + " without JSON");
  }

  private static String text(JsonObject problem, String member) {
    JsonElement value = problem.get(member);
    return value == null || value.isJsonNull() ? "no " + member : value.getAsString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static CommandException notRunning(Path data, String why) {
    return new CommandException(
        "no panel runs on " + data + ": " + why + ". Start it, or name its directory with --data.");
  }
}
