package dev.signalbox.daemon.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.ticket.TicketRight;
import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of the subprotocol {@code signalbox.console.v1}. */
final class ConsoleMessages {
  private ConsoleMessages() {}

  /** What a client says. */
  sealed interface ClientMessage {
    /** Text for the standard input, as it is. */
    record Input(String data) implements ClientMessage {}

    /** The size of the client's terminal. */
    record Resize(int columns, int rows) implements ClientMessage {
      public Resize {
        check("columns", columns);
        check("rows", rows);
      }

      private static void check(String name, int value) {
        if (value < 1 || value > 1000) {
          throw new IllegalArgumentException(
              name + ": " + value + " (expected: a whole number, 1..1000)");
        }
      }
    }

    /** Asks for a sign of life. */
    record Ping() implements ClientMessage {}
  }

  /**
   * Returns what a text says.
   *
   * @throws SignalboxException {@code request.bad-json} or {@code request.invalid} where it says
   *     nothing
   */
  static ClientMessage parse(String text) {
    JsonObject fields = Json.read(text, JsonObject.class);
    String type = fields.remove("type") instanceof JsonPrimitive name ? name.getAsString() : "";
    return switch (type) {
      case "input" -> Json.read(fields, ClientMessage.Input.class);
      case "resize" -> Json.read(fields, ClientMessage.Resize.class);
      case "ping" -> Json.read(fields, ClientMessage.Ping.class);
      default ->
          throw SignalboxException.invalid(
              "type", "type: another (expected: input, resize or ping)");
    };
  }

  /** Columns and rows are null for what is not a terminal. */
  static String hello(
      long offset,
      long end,
      InstanceState state,
      Charset encoding,
      Set<TicketRight> rights,
      String resume) {
    JsonObject text = ofType("hello");
    text.addProperty("offset", offset);
    text.addProperty("end", end);
    text.addProperty("state", state.wireName());
    text.addProperty("encoding", encoding.name());
    text.addProperty("columns", (@Nullable Number) null);
    text.addProperty("rows", (@Nullable Number) null);
    JsonArray names = new JsonArray();
    rights.stream().map(TicketRight::claim).sorted().forEach(names::add);
    text.add("rights", names);
    text.addProperty("resume", resume);
    return text.toString();
  }

  static String gap(long from, long to) {
    JsonObject text = ofType("gap");
    text.addProperty("from", from);
    text.addProperty("to", to);
    return text.toString();
  }

  static String state(InstanceState state) {
    JsonObject text = ofType("state");
    text.addProperty("state", state.wireName());
    return text.toString();
  }

  static String resume(String token) {
    JsonObject text = ofType("resume");
    text.addProperty("resume", token);
    return text.toString();
  }

  static String pong() {
    return ofType("pong").toString();
  }

  static String error(String code, String detail) {
    JsonObject text = ofType("error");
    text.addProperty("code", code);
    text.addProperty("detail", detail);
    return text.toString();
  }

  private static JsonObject ofType(String type) {
    JsonObject text = new JsonObject();
    text.addProperty("type", type);
    return text;
  }
}
